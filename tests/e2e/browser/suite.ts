import type { Browser, BrowserContextOptions } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import { BoardPage } from "../support/board-page";
import { BoardServer } from "../support/board-server";
import { launch } from "../support/chromium";

/** Context of a browser test. */
export interface Suite {
  readonly server: BoardServer;
  /** Opens the page with the client under test. The page is closed after the test. */
  readonly open: (options?: BrowserContextOptions) => Promise<BoardPage>;
}

/** Starts a server and a browser for a group of tests, and checks that no page logged an error. */
export function suite(client: "isotype" | "trpc"): Suite {
  let server: BoardServer;
  let browser: Browser;
  const pages: BoardPage[] = [];

  beforeAll(async () => {
    server = await BoardServer.start();
    browser = await launch();
  });
  afterEach(async () => {
    const opened = pages.splice(0);
    await Promise.all(opened.map((page) => page.close()));
    expect(opened.flatMap((page) => page.complaints)).toEqual([]);
  });
  afterAll(async () => {
    await browser.close();
    await server.close();
  });

  return {
    get server() {
      return server;
    },
    open: async (options) => {
      const page = await BoardPage.open(
        browser,
        client === "trpc" ? `${server.url}/?client=trpc` : server.url,
        options,
      );
      pages.push(page);
      return page;
    },
  };
}
