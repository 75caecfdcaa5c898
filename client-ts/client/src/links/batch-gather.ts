import { errorFor } from "../error/index.js";
import { inputParam } from "../protocol/index.js";
import {
  type Ask,
  type Asked,
  type HeaderRecord,
  keyHeader,
  type Link,
  onAbort,
  type Operation,
  resolveHeaders,
  toJson,
} from "../transport/index.js";
import { JSON_TYPE } from "./alone.js";
import type { CallHttpOptions } from "./options.js";

/** Options of `batch()` and of `batchStream()`. */
export interface BatchOptions extends CallHttpOptions {
  /** Calls per request; 20 by default, as the server's own limit. */
  readonly maxItems?: number;
  /** Characters per address, 2083 by default; a call that is longer by itself is sent by itself. */
  readonly maxUrlLength?: number;
}

/** A call that waits for its answer. */
export interface Waiting {
  readonly operation: Operation;
  readonly json: string | undefined;
  /** By GET, its input in the address. */
  readonly asks: boolean;
  readonly resolve: (output: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** Makes a request and settles the calls that share it; `request` aborts when all callers have given up. */
export type Dispatch = (waiting: readonly Waiting[], ask: Ask, request: AbortController) => Promise<void>;

/** Calls that share a request: they agree in kind and headers. */
interface Group {
  readonly headers: HeaderRecord;
  readonly waiting: Waiting[];
  length: number;
}

/**
 * Collects the calls of one turn of the event loop and hands each request's share to `dispatch`. What that throws is
 * the error of each call that is not settled.
 *
 * Two callers with different headers, such as tokens, never share a request. A source of headers is asked once for all
 * calls; where it fails, only the calls that have it fail.
 */
export function gather(options: BatchOptions, dispatch: Dispatch): Link {
  const { url, maxItems = 20, maxUrlLength = 2083, headers: own = {}, methodOverride } = options;
  let gathered: Waiting[] = [];

  async function flush(): Promise<void> {
    const all = gathered;
    const asked: Asked = new Map();
    const groups = new Map<string, Group>();
    gathered = [];

    async function place(one: Waiting): Promise<void> {
      const { kind, headers: theirs, signal } = one.operation;
      const headers = await resolveHeaders([own, ...theirs], asked);
      // Asking for headers takes time, in which the caller may have given up.
      if (signal?.aborted) return;
      const key = kind + JSON.stringify(Object.entries(headers).sort());
      const cost = costOf(one);
      let group = groups.get(key);
      if (!group || group.waiting.length >= maxItems || group.length + cost > maxUrlLength) {
        if (group) void share(group, dispatch);
        group = { headers, waiting: [], length: `${url}/?batch=1&input=%7B%7D`.length };
        groups.set(key, group);
      }
      group.waiting.push(one);
      group.length += cost;
    }

    await Promise.all(all.map((one) => place(one).catch(one.reject)));
    for (const group of groups.values()) void share(group, dispatch);
  }

  return () => ({
    call: (operation) =>
      new Promise((resolve, reject) => {
        const json = toJson(operation.input);
        const asks = operation.kind === "query" && !methodOverride;
        if (gathered.push({ operation, json, asks, resolve, reject }) === 1) setTimeout(flush);
      }),
  });
}

/** Characters that a call adds to the address: its name, and for a query `"index":json,` escaped. */
function costOf({ operation: { path }, json = "", asks }: Waiting): number {
  return encodeURIComponent(asks ? path + json : path).length + 17;
}

async function share({ headers, waiting }: Group, dispatch: Dispatch): Promise<void> {
  const request = new AbortController();
  const operations = waiting.map(({ operation }) => operation);
  const leave = () => {
    if (operations.every(({ signal }) => signal?.aborted)) request.abort();
  };
  const ignore = operations.map(({ signal }) => onAbort(signal, leave));
  const inputs = waiting.flatMap(({ json }, index) => (json === undefined ? [] : `"${index}":${json}`));
  const json = `{${inputs.join()}}`;
  const asks = waiting[0]?.asks;
  const ask = {
    path: operations.map(({ path }) => path).join(),
    params: asks ? `batch=1&${inputParam(json)}` : "batch=1",
    body: asks ? undefined : json,
    headers: asks ? headers : { ...JSON_TYPE, ...keyHeader(operations), ...headers },
    // The server works for the most patient.
    deadline: Math.max(...operations.map(({ deadline }) => deadline)),
    signal: request.signal,
  };
  try {
    await dispatch(waiting, ask, request);
  } catch (error) {
    for (const { operation, reject } of waiting) reject(errorFor(operation.path, error));
  }
  for (const each of ignore) each();
}
