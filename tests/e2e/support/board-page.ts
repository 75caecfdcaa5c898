import type { Browser, BrowserContextOptions, Locator, Page } from "playwright-core";
import type { Person } from "./people";

/** Page object of the board: labels and texts, no markup. */
export class BoardPage {
  /** Errors that the browser logged. */
  readonly complaints: string[] = [];

  private constructor(readonly page: Page) {
    page.on("pageerror", (error) => this.complaints.push(String(error)));
    page.on("console", (message) => {
      // The browser logs the status of rejected calls, which are expected.
      if (message.type() === "error" && !message.text().startsWith("Failed to load resource")) {
        this.complaints.push(message.text());
      }
    });
  }

  /** Opens the page in a new profile. */
  static async open(browser: Browser, url: string, options: BrowserContextOptions = {}): Promise<BoardPage> {
    const context = await browser.newContext(options);
    const board = new BoardPage(await context.newPage());
    await board.page.goto(url);
    return board;
  }

  /** Submits the sign-up form. */
  async signUp(who: Person): Promise<void> {
    await this.page.getByRole("button", { name: "Create an account" }).click();
    await this.page.getByLabel("Name").fill(who.name);
    await this.page.getByLabel("Email").fill(who.email);
    await this.page.getByLabel("Password").fill(who.password);
    await this.page.getByRole("button", { name: "Create account" }).click();
    await this.composer().waitFor();
  }

  /** Submits the sign-in form. */
  async signIn(email: string, password: string): Promise<void> {
    await this.page.getByLabel("Email").fill(email);
    await this.page.getByLabel("Password").fill(password);
    await this.page.getByRole("button", { name: "Sign in" }).click();
  }

  /** Submits the form for a new notice. */
  async post(title: string, body: string): Promise<void> {
    await this.page.getByLabel("Title").fill(title);
    await this.page.getByLabel("Text").fill(body);
    await this.page.getByRole("button", { name: "Post", exact: true }).click();
  }

  /** Form for a new notice, which only signed-in users see. */
  composer(): Locator {
    return this.page.getByRole("form", { name: "New notice" });
  }

  /** Returns the notice with a title. */
  notice(title: string): Locator {
    return this.page.getByRole("article", { name: title, exact: true });
  }

  /** Returns the error of a field. */
  fieldError(name: string): Locator {
    return this.page.locator(`[data-field="${name}"]`);
  }

  /** Starts counting the calls to a procedure. Returns a function that returns the count. */
  calls(procedure: string): () => number {
    let count = 0;
    this.page.on("request", (request) => {
      if (request.url().includes(procedure)) count += 1;
    });
    return () => count;
  }

  /** Waits until the page shows this state of the feed. */
  async feed(state: "Live" | "Reconnecting" | "Closed"): Promise<void> {
    await this.page.getByText(state, { exact: true }).waitFor({ timeout: 15_000 });
  }

  /** Returns by how many pixels the page is wider than the screen. */
  overflow(): Promise<number> {
    return this.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  }

  /** Closes the page and its browser profile. */
  async close(): Promise<void> {
    await this.page.context().close();
  }
}
