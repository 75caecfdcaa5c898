import {
  type Ask,
  type Asked,
  type HeaderRecord,
  keyHeader,
  type Link,
  type Operation,
  type ProcedureKind,
  requestOf,
  resolveHeaders,
  toJson,
} from "../transport/index.js";
import type { CallHttpOptions } from "./options.js";

/** Options of `batch()` and of `batchStream()`. */
export interface BatchOptions extends CallHttpOptions {
  /** Calls per request; 20 by default, as the server's own limit. */
  readonly maxItems?: number;
  /** Characters per address, 2083 by default; a call that is longer by itself is sent by itself. */
  readonly maxUrlLength?: number;
}

/** A call that waits for its answer. */
export interface PendingCall {
  readonly operation: Operation;
  readonly json: string | undefined;
  readonly resolve: (output: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** Makes a request and settles the calls that share it; `request` aborts when it is over or all callers have given up. */
export type Dispatch = (calls: readonly PendingCall[], ask: Ask, request: AbortController) => Promise<void>;

/** Calls that share a request: they agree in kind and headers. */
interface Batch {
  readonly key: string;
  readonly kind: ProcedureKind;
  readonly headers: HeaderRecord;
  readonly calls: PendingCall[];
}

/**
 * Collects the calls of one turn of the event loop and hands each request's share to `dispatch`. What that throws is
 * the error of each call that is not settled.
 *
 * Two callers with different headers, such as tokens, never share a request. A source of headers is asked once for all
 * calls; where it fails, only the calls that have it fail.
 */
export function createBatcher(options: BatchOptions, dispatch: Dispatch): Link {
  const { maxItems = 20, maxUrlLength = 2083, headers: ownHeaders } = options;
  let queued: PendingCall[] = [];

  function isWithinLimits(group: Batch): boolean {
    return group.calls.length <= maxItems && requestOf(options, batchRequest(group))[0].length <= maxUrlLength;
  }

  async function flush(): Promise<void> {
    const all = queued;
    const headerCache: Asked = new Map();
    const groups: Batch[] = [];
    queued = [];

    async function assign(call: PendingCall): Promise<void> {
      const { kind, headers: callHeaders, signal } = call.operation;
      const headers = await resolveHeaders([ownHeaders, ...callHeaders], headerCache);
      // Asking for headers takes time, in which the caller may have given up.
      if (signal?.aborted) return;
      const key = kind + toJson(Object.entries(headers).sort());
      const found = groups.find(
        (group) => group.key === key && isWithinLimits({ ...group, calls: [...group.calls, call] }),
      );
      if (found) found.calls.push(call);
      else groups.push({ key, kind, headers, calls: [call] });
    }

    await Promise.all(all.map((one) => assign(one).catch(one.reject)));
    for (const group of groups) void sendBatch(group, dispatch);
  }

  return () => ({
    call: (operation) =>
      new Promise((resolve, reject) => {
        if (queued.push({ operation, json: toJson(operation.input), resolve, reject }) === 1) setTimeout(flush);
      }),
  });
}

/** The request that calls share. */
function batchRequest({ kind, headers, calls: waiting }: Batch): Ask {
  const inputs = waiting.flatMap(({ json }, index) => (json === undefined ? [] : `"${index}":${json}`));
  return {
    kind,
    headers: { ...keyHeader(waiting.map(({ operation }) => operation)), ...headers },
    path: waiting.map(({ operation }) => operation.path).join(),
    params: "batch=1",
    json: `{${inputs.join()}}`,
    // The server works for the most patient.
    deadline: Math.max(...waiting.map(({ operation }) => operation.deadline)),
  };
}

async function sendBatch(group: Batch, dispatch: Dispatch): Promise<void> {
  const { calls: waiting } = group;
  const request = new AbortController();
  const { signal } = request;
  const abortIfAllAborted = () => {
    if (waiting.every(({ operation }) => operation.signal?.aborted)) request.abort();
  };
  for (const { operation } of waiting) operation.signal?.addEventListener("abort", abortIfAllAborted, { signal });
  try {
    await dispatch(waiting, { ...batchRequest(group), signal }, request);
  } catch (error) {
    for (const { reject } of waiting) reject(error);
  }
  request.abort();
}
