import { type Asked, encodeInput, type Operation, resolveHeaders } from "../transport/index.js";
import type { Group, Waiting } from "./batch-group.js";
import type { CallHttpOptions } from "./options.js";

/** Options of `batch()` and of `batchStream()`. */
export interface BatchOptions extends CallHttpOptions {
  /** Calls per request; 20 by default, as the server's own limit. */
  readonly maxItems?: number;
  /** Characters per address, 2083 by default; a call that is longer by itself is sent by itself. */
  readonly maxUrlLength?: number;
}

/** A group that may grow. */
interface Growing extends Group {
  readonly calls: Waiting[];
  length: number;
}

/**
 * Collects the calls of one turn of the event loop and hands each request's share to `dispatch`.
 *
 * Two callers with different headers, such as tokens, never share a request. A source of headers is asked once for all
 * calls; where it fails, only the calls that have it fail.
 */
export function gather(
  { url, maxItems = 20, maxUrlLength = 2083, headers: own = {} }: BatchOptions,
  dispatch: (group: Group) => Promise<void>,
): (operation: Operation) => Promise<unknown> {
  let waiting: Waiting[] = [];

  async function flush(): Promise<void> {
    const calls = waiting;
    const asked: Asked = new Map();
    const growing = new Map<string, Growing>();
    const groups: Group[] = [];
    waiting = [];

    async function place(call: Waiting): Promise<void> {
      const { kind, headers: theirs, signal } = call.operation;
      const headers = await resolveHeaders([own, ...theirs], asked);
      // Asking for headers takes time, in which the caller may have given up.
      if (signal?.aborted) return;
      const key = kind + JSON.stringify(Object.entries(headers).sort());
      const cost = costOf(call);
      let group = growing.get(key);
      if (!group || group.calls.length >= maxItems || group.length + cost > maxUrlLength) {
        group = { headers, calls: [], length: `${url}/?batch=1&input=%7B%7D`.length };
        growing.set(key, group);
        groups.push(group);
      }
      group.calls.push(call);
      group.length += cost;
    }

    await Promise.all(calls.map((call) => place(call).catch(call.reject)));
    for (const group of groups) void dispatch(group);
  }

  return async (operation) => {
    const json = encodeInput(operation);
    return new Promise((resolve, reject) => {
      if (waiting.push({ operation, json, resolve, reject }) === 1) setTimeout(flush);
    });
  };
}

/** Characters that a call adds to the address: its name, and for a query `"index":json,` escaped. */
function costOf({ operation: { kind, path }, json = "" }: Waiting): number {
  return encodeURIComponent(kind === "query" ? path + json : path).length + 17;
}
