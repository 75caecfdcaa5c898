import { inputParam } from "../protocol/index.js";
import { type Exchange, type HeaderRecord, onAbort, type Operation } from "../transport/index.js";
import type { CallHttpOptions } from "./options.js";

/** A call that waits for its answer. */
export interface Waiting {
  readonly operation: Operation;
  readonly json: string | undefined;
  readonly resolve: (output: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** Calls that share a request: they agree in kind and headers. */
export interface Group {
  readonly headers: HeaderRecord;
  readonly calls: readonly Waiting[];
}

/** What one request says: the names, and the inputs by their index. */
export function writeBatch({ headers, calls }: Group, { methodOverride }: CallHttpOptions): Omit<Exchange, "signal"> {
  const operations = calls.map(({ operation }) => operation);
  const inputs = calls.flatMap(({ json }, index) => (json === undefined ? [] : `"${index}":${json}`));
  const json = `{${inputs.join()}}`;
  const isGet = operations[0]?.kind === "query" && !methodOverride;
  return {
    path: operations.map(({ path }) => path).join(),
    name: operations.map(({ path }) => encodeURIComponent(path)).join(),
    params: isGet ? `batch=1&${inputParam(json)}` : "batch=1",
    body: isGet ? undefined : json,
    headers,
    // The server works for the most patient.
    deadline: Math.max(...operations.map(({ deadline }) => deadline)),
  };
}

/** A request's controller that aborts when all calls have; `left` is told of each that does, until unwatched. */
export function watch(
  calls: readonly Waiting[],
  left?: (index: number) => void,
): [request: AbortController, unwatch: () => void] {
  const request = new AbortController();
  const ignore = calls.map(({ operation: { signal } }, index) =>
    onAbort(signal, () => {
      left?.(index);
      if (calls.every(({ operation }) => operation.signal?.aborted)) request.abort();
    }),
  );
  return [request, () => ignore.forEach((each) => each())];
}
