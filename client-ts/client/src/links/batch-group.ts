import { type BaseUrl, inputParam } from "../protocol/index.js";
import {
  type Asked,
  type Exchange,
  type HeaderRecord,
  type HeaderSource,
  onAbort,
  type Operation,
  resolveHeaders,
} from "../transport/index.js";

/** A call that waits for its turn to end. */
export interface Waiting {
  readonly operation: Operation;
  readonly json: string | undefined;
  readonly resolve: (output: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** Calls that may share requests: they agree in kind and headers. */
export interface Group {
  readonly headers: HeaderRecord;
  readonly calls: readonly Waiting[];
}

/** How far a request may grow. */
export interface Limits {
  readonly url: BaseUrl;
  readonly maxItems: number;
  readonly maxUrlLength: number;
}

/**
 * Calls by kind and headers: two callers with different tokens must never share a request.
 *
 * A source of headers is asked once for all calls; where it fails, only the calls that have it fail.
 */
export async function groupCalls(calls: readonly Waiting[], own: readonly HeaderSource[]): Promise<Group[]> {
  const asked: Asked = new Map();
  const groups = new Map<string, { headers: HeaderRecord; calls: Waiting[] }>();
  const place = async (call: Waiting) => {
    const headers = await resolveHeaders([...own, ...call.operation.headers], asked);
    const key = call.operation.kind + JSON.stringify(Object.entries(headers).sort());
    const group = groups.get(key) ?? { headers, calls: [] };
    groups.set(key, group);
    group.calls.push(call);
  };
  await Promise.all(calls.map((call) => place(call).catch(call.reject)));
  return [...groups.values()];
}

/** Cuts a group's calls into requests within the limits, in their order. */
export function splitCalls(calls: readonly Waiting[], limits: Limits): Waiting[][] {
  const parts: Waiting[][] = [];
  let length = Infinity;
  for (const call of calls) {
    const part = parts.at(-1);
    const cost = costOf(call);
    if (part && part.length < limits.maxItems && length + cost <= limits.maxUrlLength) {
      part.push(call);
      length += cost;
    } else {
      parts.push([call]);
      length = String(limits.url).length + "/?batch=1&input=%7B%7D".length + cost;
    }
  }
  return parts;
}

/** Characters that a call adds to the address: its name and comma, and for a query `"index":json,` escaped. */
function costOf({ operation, json }: Waiting): number {
  const name = encodeURIComponent(operation.path).length + 1;
  return operation.kind === "query" && json !== undefined ? name + encodeURIComponent(json).length + 16 : name;
}

/** What one request says: the names, and the inputs by their index. */
export function writeBatch({ headers, calls }: Group): Omit<Exchange, "signal"> {
  const operations = calls.map(({ operation }) => operation);
  const inputs = calls.flatMap(({ json }, index) => (json === undefined ? [] : `"${index}":${json}`));
  const json = `{${inputs.join()}}`;
  const isQuery = operations[0]?.kind === "query";
  return {
    path: operations.map(({ path }) => path).join(),
    name: operations.map(({ path }) => encodeURIComponent(path)).join(),
    params: isQuery ? `batch=1&${inputParam(json)}` : "batch=1",
    body: isQuery ? undefined : json,
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
