import { address, inputParam, openEnvelope } from "../protocol/index.js";
import { encodeInput, type Link, type Operation, readJson, resolveHeaders, send } from "../transport/index.js";
import type { HttpOptions } from "./options.js";
import { refusedStream, USE_SSE } from "./refuse.js";

/** Ends the chain: one request per call, queries by GET and mutations by POST. */
export function http(options: HttpOptions): Link {
  const own = options.headers === undefined ? [] : [options.headers];

  async function call(operation: Operation): Promise<unknown> {
    const { kind, path, signal = null } = operation;
    const json = encodeInput(operation);
    const headers = await resolveHeaders([...own, ...operation.headers]);
    const name = encodeURIComponent(path);
    const request =
      kind === "query"
        ? { path, url: address(options.url, name, inputParam(json)), init: { headers, signal } }
        : {
            path,
            url: address(options.url, name),
            init: {
              method: "POST",
              headers: { "content-type": "application/json", ...headers },
              body: json ?? null,
              signal,
            },
          };
    const response = await send(options.fetch, request);
    return openEnvelope(await readJson(response, request), path, response.status);
  }

  return () => ({ call, subscribe: (operation) => refusedStream(operation, USE_SSE) });
}
