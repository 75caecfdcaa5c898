import { build } from "esbuild";
import type { Browser, Page } from "playwright-core";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { hasBrowser, launch } from "../../../e2e/support/chromium";
import { ConformanceServer } from "../support/conformance-server";

const STEPS = Array.from({ length: 300 }, (_, index) => `${index + 1}:${index + 1}`).join(" ");

interface OpenPage {
  readonly page: Page;
  /** Returns the text of the element with this id. */
  readonly text: (id: string) => Promise<string | null>;
  /** Types of the requests that the page has made so far. */
  readonly opened: string[];
}

/** Starts a server and a browser for a group of tests. */
function setUp(): { readonly open: (over: string) => Promise<OpenPage>; readonly restart: () => Promise<void> } {
  let server: ConformanceServer;
  let browser: Browser;
  let program: string;
  beforeAll(async () => {
    server = await ConformanceServer.start();
    // Without this flag, Chromium blocks the page's sockets to this machine.
    browser = await launch("--disable-features=LocalNetworkAccessChecks");
    const { outputFiles } = await build({
      entryPoints: [join(import.meta.dirname, "page/app.tsx")],
      define: { "process.env.NODE_ENV": '"production"' },
      bundle: true,
      format: "esm",
      jsx: "automatic",
      write: false,
    });
    program = outputFiles[0]?.text ?? "";
  });
  afterAll(async () => {
    await browser.close();
    await server.kill();
  });

  /** Serves the page from the server's origin, so that all browser rules apply. */
  async function open(over: string): Promise<OpenPage> {
    const page = await browser.newPage();
    const complaints: string[] = [];
    const opened: string[] = [];
    page.on("pageerror", ({ message }) => complaints.push(message));
    page.on("websocket", () => opened.push("ws"));
    page.on("request", (request) => opened.push(request.resourceType()));
    await page.route(/\/(app\.js)?(\?over=\w+)?$/, (route) => {
      const isProgram = route.request().url().endsWith("app.js");
      const body = isProgram ? program : '<!doctype html><body><script type="module" src="/app.js"></script>';
      return route.fulfill({ body, contentType: isProgram ? "text/javascript" : "text/html" });
    });
    await page.goto(`${new URL(server.at()).origin}/?over=${over}`);
    onTestFinished(async () => {
      await page.close();
      expect(complaints).toEqual([]);
    });
    return { page, text: (id) => page.locator(`#${id}`).textContent(), opened };
  }

  return {
    open,
    async restart() {
      await server.kill();
      await server.resume();
    },
  };
}

describe.skipIf(!hasBrowser()).each(["sse", "ws"])("hooks in Chromium, over %s", (over) => {
  const { open, restart } = setUp();

  it("queries load and reject over the selected transport", async () => {
    const { text, opened } = await open(over);
    await expect.poll(() => text("greeting")).toBe("hello x");
    await expect.poll(() => text("refusal")).toBe("UNAUTHORIZED");
    await expect.poll(() => opened).toContain(over === "ws" ? "ws" : "eventsource");
    expect(opened).not.toContain(over === "ws" ? "fetch" : "ws");
  });

  it("infinite queries page in both directions", async () => {
    const { page, text } = await open(over);
    await expect.poll(() => text("pages")).toBe("40+10");
    await page.click("#next");
    await expect.poll(() => text("pages")).toBe("40+10 50+10");
    await page.click("#previous");
    await expect.poll(() => text("pages")).toBe("30+10 40+10 50+10");
  });

  it("mutations update optimistically, and roll back on errors", async () => {
    const { page, text } = await open(over);
    await expect.poll(() => text("count")).toBe("0");
    await page.click("#add");
    await page.waitForFunction(() => document.querySelector("#count")?.textContent === "1", null, { polling: 5 });
    expect(await text("adding")).toBe("pending");
    await expect.poll(() => text("adding")).toBe("success");
    expect(await text("count")).toBe("1");
    await page.click("#add-wrongly");
    await expect.poll(() => text("adding")).toBe("error");
    await expect.poll(() => text("count")).toBe("1");
  });

  it("subscriptions return all values, end on unmount, and report errors", async () => {
    const { page, text } = await open(over);
    await expect.poll(() => text("declared")).toBe("CONFLICT");
    await expect.poll(async () => Number(await text("forever"))).toBeGreaterThan(3);
    expect(await text("state")).toBe("pending");
    await page.click("#leave");
    const left = await text("forever");
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(await text("forever")).toBe(left);
    await expect.poll(() => text("steps")).toBe(STEPS);
  });

  it("subscriptions resume after their last value when the server restarts", async () => {
    const { text } = await open(over);
    await expect.poll(async () => ((await text("steps")) ?? "").length).toBeGreaterThan(100);
    await restart();
    await expect.poll(() => text("steps")).toBe(STEPS);
  });
});
