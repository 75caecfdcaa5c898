import type { Browser, BrowserContextOptions } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import { BoardServer } from "../support/board-server";
import { launch } from "../support/chromium";
import { ConformanceServer } from "../../conformance/client/support/conformance-server";
import { ExplorerPage } from "./explorer-page";

/** Context of an explorer test. */
export interface Suite {
  readonly board: BoardServer;
  readonly conformance: ConformanceServer;
  /** Opens the explorer of the board. */
  readonly open: (options?: BrowserContextOptions) => Promise<ExplorerPage>;
  /** Opens the explorer of an API with a procedure for every shape. */
  readonly openEvery: (options?: BrowserContextOptions) => Promise<ExplorerPage>;
  /** Opens the explorer of any mount. */
  readonly openAt: (rpc: string, options?: BrowserContextOptions) => Promise<ExplorerPage>;
}

/** Starts two servers and a browser, and checks that no page logged an error or sent a request to another host. */
export function suite(): Suite {
  let board: BoardServer;
  let conformance: ConformanceServer;
  let browser: Browser;
  const pages: ExplorerPage[] = [];

  beforeAll(async () => {
    board = await BoardServer.start();
    conformance = await ConformanceServer.start();
    browser = await launch();
  });
  afterEach(async () => {
    const opened = pages.splice(0);
    await Promise.all(opened.map(({ page }) => page.context().close()));
    expect(opened.flatMap(({ complaints, strays }) => [...complaints, ...strays])).toEqual([]);
  });
  afterAll(async () => {
    await browser.close();
    await board.close();
    await conformance.kill();
  });

  const open = async (rpc: string, options?: BrowserContextOptions): Promise<ExplorerPage> => {
    const page = await ExplorerPage.open(browser, rpc, options);
    pages.push(page);
    return page;
  };
  return {
    get board() {
      return board;
    },
    get conformance() {
      return conformance;
    },
    open: (options) => open(board.rpc, options),
    openEvery: (options) => open(conformance.at(), options),
    openAt: open,
  };
}
