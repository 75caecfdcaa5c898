import { inputParam, openEnvelope } from "../protocol/index.js";
import { encodeInput, exchange, type Link, type Operation, resolveHeaders } from "../transport/index.js";
import type { HttpOptions } from "./options.js";
import { refusedStream, USE_SSE } from "./refuse.js";

/** Ends the chain: one request per call, queries by GET and mutations by POST. */
export function http(options: HttpOptions): Link {
  const own = [options.headers ?? {}];

  async function call(operation: Operation): Promise<unknown> {
    const { kind, path, deadline, signal } = operation;
    const json = encodeInput(operation);
    const headers = await resolveHeaders([...own, ...operation.headers]);
    const place = kind === "query" ? { params: inputParam(json), body: undefined } : { params: "", body: json ?? null };
    const name = encodeURIComponent(path);
    const [answer, reply] = await exchange(options, { path, name, headers, deadline, signal, ...place });
    return openEnvelope(answer, path, reply);
  }

  return () => ({ call, subscribe: (operation) => refusedStream(operation, USE_SSE) });
}
