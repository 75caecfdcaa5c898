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
export interface Waiting {
  readonly operation: Operation;
  readonly json: string | undefined;
  readonly resolve: (output: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** Makes a request and settles the calls that share it; `request` aborts when it is over or all callers have given up. */
export type Dispatch = (waiting: readonly Waiting[], ask: Ask, request: AbortController) => Promise<void>;

/** Calls that share a request: they agree in kind and headers. */
interface Group {
  readonly key: string;
  readonly kind: ProcedureKind;
  readonly headers: HeaderRecord;
  readonly waiting: Waiting[];
}

/**
 * Collects the calls of one turn of the event loop and hands each request's share to `dispatch`. What that throws is
 * the error of each call that is not settled.
 *
 * Two callers with different headers, such as tokens, never share a request. A source of headers is asked once for all
 * calls; where it fails, only the calls that have it fail.
 */
export function gather(options: BatchOptions, dispatch: Dispatch): Link {
  const { maxItems = 20, maxUrlLength = 2083, headers: own } = options;
  let gathered: Waiting[] = [];

  function fits(group: Group): boolean {
    return group.waiting.length <= maxItems && requestOf(options, askOf(group))[0].length <= maxUrlLength;
  }

  async function flush(): Promise<void> {
    const all = gathered;
    const asked: Asked = new Map();
    const groups: Group[] = [];
    gathered = [];

    async function place(one: Waiting): Promise<void> {
      const { kind, headers: theirs, signal } = one.operation;
      const headers = await resolveHeaders([own, ...theirs], asked);
      // Asking for headers takes time, in which the caller may have given up.
      if (signal?.aborted) return;
      const key = kind + toJson(Object.entries(headers).sort());
      const found = groups.find((group) => group.key === key && fits({ ...group, waiting: [...group.waiting, one] }));
      if (found) found.waiting.push(one);
      else groups.push({ key, kind, headers, waiting: [one] });
    }

    await Promise.all(all.map((one) => place(one).catch(one.reject)));
    for (const group of groups) void share(group, dispatch);
  }

  return () => ({
    call: (operation) =>
      new Promise((resolve, reject) => {
        if (gathered.push({ operation, json: toJson(operation.input), resolve, reject }) === 1) setTimeout(flush);
      }),
  });
}

/** The request that calls share. */
function askOf({ kind, headers, waiting }: Group): Ask {
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

async function share(group: Group, dispatch: Dispatch): Promise<void> {
  const { waiting } = group;
  const request = new AbortController();
  const { signal } = request;
  const leave = () => {
    if (waiting.every(({ operation }) => operation.signal?.aborted)) request.abort();
  };
  for (const { operation } of waiting) operation.signal?.addEventListener("abort", leave, { signal });
  try {
    await dispatch(waiting, { ...askOf(group), signal }, request);
  } catch (error) {
    for (const { reject } of waiting) reject(error);
  }
  request.abort();
}
