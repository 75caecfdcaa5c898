import type { Browser, BrowserContextOptions, Locator, Page } from "playwright-core";

/** Page object of the explorer: labels, texts and keys. */
export class ExplorerPage {
  /** Errors that the browser logged. */
  readonly complaints: string[] = [];
  /** Requests to other servers. */
  readonly strays: string[] = [];

  private constructor(
    readonly page: Page,
    readonly url: string,
  ) {
    page.on("pageerror", (error) => this.complaints.push(String(error)));
    page.on("console", (message) => {
      // The browser logs the status of rejected calls, which are expected.
      const isRefusal =
        /status of (?:4|5)\d\d/u.test(message.text()) && message.location().url.includes("/_explorer") === false;
      if (message.type() === "error" && !isRefusal) this.complaints.push(message.text());
    });
    page.on("request", (request) => {
      if (!request.url().startsWith(new URL(url).origin)) this.strays.push(request.url());
    });
  }

  /** Opens the explorer of a mount in a new profile. */
  static async open(browser: Browser, rpc: string, options: BrowserContextOptions = {}): Promise<ExplorerPage> {
    const context = await browser.newContext({ permissions: ["clipboard-read", "clipboard-write"], ...options });
    const explorer = new ExplorerPage(await context.newPage(), `${rpc}/_explorer`);
    await explorer.page.goto(explorer.url);
    await explorer.heading().waitFor();
    return explorer;
  }

  /** Opens a procedure by its URL. */
  async show(name: string): Promise<void> {
    await this.page.goto(`${this.url}#${name}`);
    await this.page.getByRole("heading", { level: 1, name, exact: true }).waitFor();
  }

  /** Name of the shown procedure. */
  heading(): Locator {
    return this.page.getByRole("heading", { level: 1 });
  }

  /** Returns a form input by its label. */
  input(label: string): Locator {
    return this.page.getByRole("form").getByLabel(label, { exact: true });
  }

  /** Returns the error of a field. */
  fieldError(path: string): Locator {
    return this.page.locator(`.field[data-path="${path}"] > .f-error`);
  }

  /** Card with the response. */
  response(): Locator {
    return this.page.getByRole("region", { name: "Response", exact: true });
  }

  /** Calls the shown procedure and waits until the response contains the text. */
  async call(text: string | RegExp): Promise<void> {
    await this.page.keyboard.press("Control+Enter");
    await this.response().getByText(text).first().waitFor();
  }

  /** Returns the text that a tab's copy button copies. */
  async copied(tab: "Response" | "curl" | "TypeScript"): Promise<string> {
    await this.response().getByRole("tab", { name: tab }).click();
    await this.response().getByRole("tabpanel").getByRole("button", { name: "Copy" }).first().click();
    return this.page.evaluate(() => navigator.clipboard.readText());
  }

  /** Returns by how many pixels the page is wider than the screen. */
  overflow(): Promise<number> {
    return this.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  }
}
