import { encodeInput, type Operation } from "../transport/index.js";
import { type Group, groupCalls, splitCalls, type Waiting } from "./batch-group.js";
import type { HttpOptions } from "./options.js";

/** Options of `batch()` and of `batchStream()`. */
export interface BatchOptions extends HttpOptions {
  /** Calls per request; 20 by default, as the server's own limit. */
  readonly maxItems?: number;
  /** Characters per address, 2083 by default; a call that is longer by itself is sent by itself. */
  readonly maxUrlLength?: number;
}

/** Collects the calls of one turn of the event loop and hands each request's share to `dispatch`. */
export function gather(
  { url, maxItems = 20, maxUrlLength = 2083, headers: own = {} }: BatchOptions,
  dispatch: (group: Group) => Promise<void>,
): (operation: Operation) => Promise<unknown> {
  let waiting: Waiting[] = [];

  async function flush(): Promise<void> {
    const calls = waiting;
    waiting = [];
    for (const { headers, calls: alike } of await groupCalls(calls, [own])) {
      // Asking for headers takes time, in which a caller may have given up.
      const wanted = alike.filter(({ operation }) => !operation.signal?.aborted);
      for (const part of splitCalls(wanted, { url, maxItems, maxUrlLength })) void dispatch({ headers, calls: part });
    }
  }

  return async (operation) => {
    const json = encodeInput(operation);
    return new Promise((resolve, reject) => {
      if (waiting.push({ operation, json, resolve, reject }) === 1) setTimeout(flush);
    });
  };
}
