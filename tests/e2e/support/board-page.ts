import type { Browser, BrowserContextOptions, Locator, Page } from "playwright-core";
import type { Person } from "./people";

/** The page as a person uses it: by labels and words, never by its markup. */
export class BoardPage {
  /** What the browser complained about. */
  readonly complaints: string[] = [];

  private constructor(readonly page: Page) {
    page.on("pageerror", (error) => this.complaints.push(String(error)));
    page.on("console", (message) => {
      // A refused call is an answer; the browser logs its status all the same.
      if (message.type() === "error" && !message.text().startsWith("Failed to load resource")) {
        this.complaints.push(message.text());
      }
    });
  }

  /** Opens the page in a profile of its own. */
  static async open(browser: Browser, url: string, options: BrowserContextOptions = {}): Promise<BoardPage> {
    const context = await browser.newContext(options);
    const board = new BoardPage(await context.newPage());
    await board.page.goto(url);
    return board;
  }

  /** Fills in and sends the sign-up form. */
  async signUp(who: Person): Promise<void> {
    await this.page.getByRole("button", { name: "Create an account" }).click();
    await this.page.getByLabel("Name").fill(who.name);
    await this.page.getByLabel("Email").fill(who.email);
    await this.page.getByLabel("Password").fill(who.password);
    await this.page.getByRole("button", { name: "Create account" }).click();
    await this.composer().waitFor();
  }

  /** Fills in and sends the sign-in form. */
  async signIn(email: string, password: string): Promise<void> {
    await this.page.getByLabel("Email").fill(email);
    await this.page.getByLabel("Password").fill(password);
    await this.page.getByRole("button", { name: "Sign in" }).click();
  }

  /** Fills in and sends the form for a new notice. */
  async post(title: string, body: string): Promise<void> {
    await this.page.getByLabel("Title").fill(title);
    await this.page.getByLabel("Text").fill(body);
    await this.page.getByRole("button", { name: "Post", exact: true }).click();
  }

  /** The form for a new notice, which only users see. */
  composer(): Locator {
    return this.page.getByRole("form", { name: "New notice" });
  }

  /** The notice with a title. */
  notice(title: string): Locator {
    return this.page.getByRole("article", { name: title, exact: true });
  }

  /** What a form says about one of its fields. */
  fieldError(name: string): Locator {
    return this.page.locator(`[data-field="${name}"]`);
  }

  /** Counts the calls of a procedure from now on. */
  calls(procedure: string): () => number {
    let count = 0;
    this.page.on("request", (request) => {
      if (request.url().includes(procedure)) count += 1;
    });
    return () => count;
  }

  /** Waits until the feed is in a state. */
  async feed(state: "Live" | "Reconnecting" | "Closed"): Promise<void> {
    await this.page.getByText(state, { exact: true }).waitFor({ timeout: 15_000 });
  }

  /** How much of the page is beside the screen. */
  overflow(): Promise<number> {
    return this.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  }

  /** Closes the profile. */
  async close(): Promise<void> {
    await this.page.context().close();
  }
}
