import { toJson } from "../protocol/index.js";
import {
  buildRequest,
  type HeaderCache,
  type HeaderRecord,
  type HttpRequest,
  idempotencyKeyHeader,
  type Link,
  type Operation,
  type ProcedureKind,
  resolveHeaders,
} from "../transport/index.js";
import type { CallHttpOptions } from "./options.js";

/** Options of `batch()` and of `batchStream()`. */
export interface BatchOptions extends CallHttpOptions {
  /** Maximum number of calls per request. 20 by default, which is the server's default limit. */
  readonly maxItems?: number;
  /** Maximum length of a URL in characters, 2083 by default. A longer call is sent in its own request. */
  readonly maxUrlLength?: number;
}

/** Call that has not settled. */
export interface PendingCall extends Operation {
  readonly json: string | undefined;
  readonly resolve: (output: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Sends a batch and settles its calls. `controller` aborts when the batch has settled, or when all its callers have
 * aborted.
 */
export type Dispatch = (
  calls: readonly PendingCall[],
  request: HttpRequest,
  controller: AbortController,
) => Promise<void>;

/** Calls that share a request. They have the same kind and the same headers. */
interface Batch {
  readonly key: string;
  readonly kind: ProcedureKind;
  readonly headers: HeaderRecord;
  readonly calls: PendingCall[];
}

/**
 * Creates a link that collects the calls of one turn of the event loop in batches and sends each with `dispatch`. An
 * error of `dispatch` rejects the calls that have not settled.
 *
 * Calls with different headers, such as tokens, never share a request. Each header source is evaluated once per turn;
 * if one fails, only the calls that use it fail.
 */
export function createBatcher(options: BatchOptions, dispatch: Dispatch): Link {
  const { maxItems = 20, maxUrlLength = 2083 } = options;
  const queued: PendingCall[] = [];

  async function flush(): Promise<void> {
    const headerCache: HeaderCache = new Map();
    const batches: Batch[] = [];

    async function assign(call: PendingCall): Promise<void> {
      const { kind, headers: callHeaders, signal } = call;
      const headers = await resolveHeaders([options.headers, ...callHeaders], headerCache);
      // The caller may abort while the headers resolve.
      if (signal?.aborted) return;
      const key = kind + toJson(Object.entries(headers).sort());
      const found = batches.find((batch) => {
        const calls = [...batch.calls, call];
        return (
          batch.key === key &&
          calls.length <= maxItems &&
          buildRequest(options, batchRequest({ ...batch, calls }))[0].length <= maxUrlLength
        );
      });
      if (found) found.calls.push(call);
      else batches.push({ key, kind, headers, calls: [call] });
    }

    await Promise.all(queued.splice(0).map((call) => assign(call).catch(call.reject)));
    for (const batch of batches) void sendBatch(batch, dispatch);
  }

  return () => ({
    call: (operation) =>
      new Promise((resolve, reject) => {
        if (queued.push({ ...operation, json: toJson(operation.input), resolve, reject }) === 1) setTimeout(flush);
      }),
  });
}

function batchRequest({ kind, headers, calls }: Batch): HttpRequest {
  const inputs = calls.flatMap(({ json }, index) => (json === undefined ? [] : `"${index}":${json}`));
  return {
    kind,
    headers: { ...idempotencyKeyHeader(calls), ...headers },
    path: calls.map(({ path }) => path).join(),
    params: "batch=1",
    json: `{${inputs.join()}}`,
    // The latest deadline, so that no call ends early.
    deadline: Math.max(...calls.map(({ deadline }) => deadline)),
  };
}

async function sendBatch(batch: Batch, dispatch: Dispatch): Promise<void> {
  const { calls } = batch;
  const controller = new AbortController();
  const { signal } = controller;
  const abortIfAllAborted = () => {
    if (calls.every((call) => call.signal?.aborted)) controller.abort();
  };
  for (const call of calls) call.signal?.addEventListener("abort", abortIfAllAborted, { signal });
  try {
    await dispatch(calls, { ...batchRequest(batch), signal }, controller);
  } catch (error) {
    for (const { reject } of calls) reject(error);
  }
  controller.abort();
}
