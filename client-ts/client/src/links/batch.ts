import { errorFor } from "../error/index.js";
import { openEnvelope } from "../protocol/index.js";
import { encodeInput, exchange, type Link, type Operation } from "../transport/index.js";
import { type Group, groupCalls, splitCalls, type Waiting, writeBatch } from "./batch-group.js";
import type { HttpOptions } from "./options.js";
import { refusedStream, USE_SSE } from "./refuse.js";

/** Options of {@link batch}. */
export interface BatchOptions extends HttpOptions {
  /** Calls per request; 20 by default, as the server's own limit. */
  readonly maxItems?: number;
  /** Characters per address, 2083 by default; a call that is longer by itself is sent by itself. */
  readonly maxUrlLength?: number;
}

/**
 * Ends the chain: calls made in the same turn of the event loop share a request, queries and mutations apart.
 *
 * Each call keeps its own outcome: aborting one rejects that one, and the request is given up when all are.
 */
export function batch(options: BatchOptions): Link {
  const { url, maxItems = 20, maxUrlLength = 2083 } = options;
  const own = [options.headers ?? {}];
  let waiting: Waiting[] = [];

  async function flush(): Promise<void> {
    const calls = waiting;
    waiting = [];
    for (const { headers, calls: alike } of await groupCalls(calls, own)) {
      // Asking for headers takes time, in which a caller may have given up.
      const wanted = alike.filter(({ operation }) => !operation.signal?.aborted);
      for (const part of splitCalls(wanted, { url, maxItems, maxUrlLength })) {
        void dispatch({ headers, calls: part }, options);
      }
    }
  }

  async function call(operation: Operation): Promise<unknown> {
    const json = encodeInput(operation);
    return new Promise((resolve, reject) => {
      if (waiting.push({ operation, json, resolve, reject }) === 1) setTimeout(flush);
    });
  }

  return () => ({ call, subscribe: (operation) => refusedStream(operation, USE_SSE) });
}

async function dispatch({ headers, calls }: Group, options: BatchOptions): Promise<void> {
  const request = new AbortController();
  const settled = new AbortController();
  const check = () => {
    if (calls.every(({ operation }) => operation.signal?.aborted)) request.abort();
  };
  for (const { operation } of calls) operation.signal?.addEventListener("abort", check, { signal: settled.signal });
  const path = calls.map(({ operation }) => operation.path).join();
  try {
    settle(calls, ...(await exchange(options, { path, headers, signal: request.signal, ...writeBatch(calls) })));
  } catch (error) {
    for (const { operation, reject } of calls) reject(errorFor(operation.path, error));
  }
  settled.abort();
}

function settle(calls: readonly Waiting[], answer: unknown, status: number): void {
  calls.forEach(({ operation: { path }, resolve, reject }, index) => {
    try {
      // One bare object is an error of the whole request: each call gets it. A call that was left out gets `undefined`.
      resolve(openEnvelope(Array.isArray(answer) ? answer[index] : answer, path, status));
    } catch (error) {
      reject(error);
    }
  });
}
