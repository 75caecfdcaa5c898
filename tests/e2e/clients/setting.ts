import type { BoardServer } from "../support/board-server";
import type { Caller } from "./caller";

/** What each scenario has at hand. */
export interface Setting {
  readonly server: BoardServer;
  /** A fresh client, not signed in. */
  readonly caller: () => Caller;
}
