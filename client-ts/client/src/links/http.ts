import { inputParam, openEnvelope } from "../protocol/index.js";
import { encodeInput, exchange, type Link, type Operation, resolveHeaders } from "../transport/index.js";
import type { CallHttpOptions } from "./options.js";

/** Takes calls: one request for each, queries by GET and mutations by POST. Passes subscriptions on. */
export function http(options: CallHttpOptions): Link {
  async function call(operation: Operation): Promise<unknown> {
    const { kind, path, deadline, signal } = operation;
    const json = encodeInput(operation);
    const headers = await resolveHeaders([options.headers ?? {}, ...operation.headers]);
    const asks = kind === "query" && !options.methodOverride;
    const [answer, reply] = await exchange(options, {
      path,
      name: encodeURIComponent(path),
      params: asks ? inputParam(json) : "",
      body: asks ? undefined : (json ?? null),
      headers,
      deadline,
      signal,
    });
    return openEnvelope(answer, path, reply);
  }

  return (next) => ({ call, subscribe: (operation) => next.subscribe(operation) });
}
