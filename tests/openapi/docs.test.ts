import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { BoardServer } from "../e2e/support/board-server";
import { hasBrowser, launch } from "../e2e/support/chromium";

describe.skipIf(!hasBrowser())("the page at /docs", () => {
  let board: BoardServer;
  let browser: Browser;
  beforeAll(async () => ([board, browser] = await Promise.all([BoardServer.start(), launch()])));
  afterAll(() => Promise.all([board.close(), browser.close()]));

  it("shows the API, runs calls, and requests nothing from other hosts", async () => {
    const page = await browser.newPage();
    const [asked, wrong]: [Set<string>, string[]] = [new Set(), []];
    page.on("request", (request) => asked.add(new URL(request.url()).origin));
    page.on("console", (message) => message.type() === "error" && wrong.push(message.text()));
    page.on("pageerror", (error) => wrong.push(error.message));
    await page.goto(`${board.url}/docs`);
    await page.getByRole("heading", { name: "Notice board" }).waitFor();
    await page.goto(`${board.url}/docs#tag/posts/GET/posts`);
    await page.getByRole("button", { name: /^Test Request.*get \/posts\)?$/u }).click();
    await page.getByRole("button", { name: "Send" }).first().click();
    await page.getByText("nextCursor").first().waitFor();
    expect([[...asked].filter((origin) => origin !== "null"), wrong]).toEqual([[board.url], []]);
  });

  it("reports what is missing if it cannot show the API", async () => {
    const page = await browser.newPage();
    await page.route("**/scalar.js", (route) => route.fulfill({ status: 404 }));
    await page.goto(`${board.url}/docs`);
    await page.getByText("Failed to load /scalar.js, which displays /openapi.json.").waitFor();
  });

  it("runs only its own scripts", async () => {
    const { headers } = await fetch(`${board.url}/docs`);
    expect(headers.get("content-security-policy")).toContain("default-src 'none'; script-src 'self';");
  });
});
