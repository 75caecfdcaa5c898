import { expect, it } from "vitest";
import type { Suite } from "./suite";

/** Tests search, URLs and the documentation of a procedure. */
export function finding(at: Suite): void {
  navigation(at);
  documentation(at);
}

function navigation(at: Suite): void {
  it("finds a procedure with the keyboard alone", async () => {
    const { page, heading } = await at
      .open()
      .then((explorer) => ({ page: explorer.page, heading: explorer.heading() }));
    await page.keyboard.press("/");
    await page.keyboard.type("sign");
    const links = page.getByRole("navigation").getByRole("link");
    expect(await links.filter({ visible: true }).allInnerTexts()).toContain("signUp");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    const second = page.locator(":focus");
    const name = ((await second.getAttribute("aria-label")) ?? "").split(",")[0] ?? "";
    await page.keyboard.press("Enter");
    await expect.poll(() => heading.innerText()).toBe(name);
  });

  it("finds procedures by Ctrl-K, by kind and by their docs", async () => {
    const explorer = await at.open();
    await explorer.page.keyboard.press("Control+k");
    await explorer.page.keyboard.type("subscription");
    await explorer.page.keyboard.press("Enter");
    await expect.poll(() => explorer.heading().innerText()).toBe("posts.watch");
    await explorer.page.getByRole("searchbox").fill("no such thing");
    await explorer.page.getByText("No matches").waitFor();
  });

  it("follows its URL, forwards and back", async () => {
    const explorer = await at.open();
    await explorer.show("posts.create");
    expect(await explorer.page.title()).toBe("posts.create · board");
    await explorer.page
      .getByRole("region", { name: "Types" })
      .getByRole("link", { name: "Author", exact: true })
      .click();
    await explorer.page.getByRole("heading", { level: 1, name: "Author" }).waitFor();
    expect(new URL(explorer.page.url()).hash).toBe("#type:Author");
    await explorer.page.getByRole("link", { name: "posts.byId" }).first().waitFor();
    await explorer.page.goBack();
    await explorer.page.getByRole("heading", { level: 1, name: "posts.create" }).waitFor();
    await explorer.page.goto(`${explorer.url}#posts.nothing`);
    await explorer.page.getByText("There is no procedure called “posts.nothing”.").waitFor();
  });
}

function documentation(at: Suite): void {
  it("shows docs, types, guards, policies, errors with their codes, and the source location", async () => {
    const explorer = await at.open();
    await explorer.show("posts.create");
    const article = explorer.page.getByRole("article");
    await article.getByText("Publishes a post as the signed-in user.").waitFor();
    await article.getByText("requires User", { exact: true }).waitFor();
    const errors = explorer.page.getByRole("region", { name: "Errors" }).getByRole("row");
    expect(await errors.allInnerTexts()).toEqual(
      expect.arrayContaining([expect.stringMatching(/TitleTaken\s+CONFLICT\s+The author already has another post/u)]),
    );
    const policies = await explorer.page.getByRole("region", { name: "Policies" }).innerText();
    expect(policies).toMatch(/Timeout\s+Calls time out after 20 seconds\./u);
    expect(policies).toMatch(/Rate limit “all”\s+Allows 6,000 calls in 1 minute, counted per caller\./u);
    expect(policies).toMatch(
      /Idempotency\s+Replays the stored response if an idempotency key is repeated within 1 day\./u,
    );
    const types = await explorer.page.getByRole("region", { name: "Types" }).innerText();
    expect(types).toContain("author: Author;");
    const place = await article.getByRole("link", { name: /create\.rs:\d+/u }).getAttribute("href");
    expect(place).toMatch(/^vscode:\/\/file\/.*examples\/board\/server\/src\/posts\/create\.rs:\d+:\d+$/u);
  });
}
