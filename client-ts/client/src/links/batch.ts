import { malformed, openEnvelope } from "../protocol/index.js";
import { encodeInput, type Link, type Operation, readJson, send } from "../transport/index.js";
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
  const own = options.headers === undefined ? [] : [options.headers];
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
  const { url, body } = writeBatch(options.url, calls);
  const [signal, release] = allAborted(calls);
  const init: RequestInit =
    body === undefined
      ? { headers, signal }
      : { method: "POST", headers: { "content-type": "application/json", ...headers }, body, signal };
  const request = { path: calls.map(({ operation }) => operation.path).join(","), url, init };
  try {
    const response = await send(options.fetch, request);
    settle(calls, await readJson(response, request), response.status);
  } catch (error) {
    for (const { reject } of calls) reject(error);
  } finally {
    release();
  }
}

function settle(calls: readonly Waiting[], answer: unknown, status: number): void {
  calls.forEach(({ operation: { path }, resolve, reject }, index) => {
    try {
      // One bare object is an error of the whole request: each call gets it.
      if (!Array.isArray(answer)) resolve(openEnvelope(answer, path, status));
      else if (index in answer) resolve(openEnvelope(answer[index], path));
      else throw malformed("the server left this call of a batch unanswered", path, status);
    } catch (error) {
      reject(error);
    }
  });
}

/** A signal that aborts when every call has been given up, and what takes its ears off again. */
function allAborted(calls: readonly Waiting[]): [AbortSignal | null, () => void] {
  const signals = calls.flatMap(({ operation }) => operation.signal ?? []);
  // A call without a signal is never given up, and neither is the request that carries it.
  if (signals.length < calls.length) return [null, () => {}];
  const controller = new AbortController();
  const check = () => {
    if (signals.every((signal) => signal.aborted)) controller.abort(signals.at(-1)?.reason);
  };
  for (const signal of signals) signal.addEventListener("abort", check);
  return [
    controller.signal,
    () => {
      for (const signal of signals) signal.removeEventListener("abort", check);
    },
  ];
}
