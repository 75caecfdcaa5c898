import { openEnvelope } from "../protocol/index.js";
import {
  type Link,
  type Operation,
  type Progress,
  readJson,
  replyOf,
  requestOf,
  resolveHeaders,
  send,
  sendTelling,
} from "../transport/index.js";
import { isNonJson } from "./non-json.js";
import type { HttpOptions } from "./options.js";
import { refuse, refusedStream, USE_SSE } from "./refuse.js";

/** Options of {@link upload}. */
export interface UploadOptions extends HttpOptions {
  /** Told how far each upload has come, where the platform has XMLHttpRequest to tell it. */
  readonly onProgress?: (progress: Progress, operation: Operation) => void;
}

/**
 * Ends the chain for mutations whose input is a form or bytes: they travel as they are.
 *
 * @example
 * split({ when: ({ input }) => isNonJson(input), use: upload({ url: "/rpc" }), otherwise: batch({ url: "/rpc" }) });
 */
export function upload(options: UploadOptions): Link {
  const { onProgress } = options;

  async function call(operation: Operation): Promise<unknown> {
    const { kind, path, input, deadline, signal } = operation;
    if (kind === "query" || !isNonJson(input)) {
      throw refuse(operation, "upload() carries mutations with FormData, Blob or bytes; split() by isNonJson()");
    }
    const headers = {
      // No page of another origin can send this without leave, which a form by itself would not need.
      "isotype-request": "1",
      ...(await resolveHeaders([options.headers ?? {}, ...operation.headers])),
    };
    const name = encodeURIComponent(path);
    const { url, init } = requestOf(options, { path, name, params: "", body: null, headers, deadline, signal });
    const request = { path, url, init: { ...init, body: input as BodyInit, headers: typed(init.headers, input) } };
    const tell = onProgress && typeof XMLHttpRequest === "function" ? onProgress : undefined;
    const response = tell
      ? await sendTelling(request, (progress) => tell(progress, operation))
      : await send(options.fetch, request);
    return openEnvelope(await readJson(response, request), path, replyOf(response));
  }

  return () => ({ call, subscribe: (operation) => refusedStream(operation, USE_SSE) });
}

/** The boundary of a form is for the platform to choose. */
function typed(headers: RequestInit["headers"], input: unknown): Record<string, string> {
  const { "content-type": _, ...rest } = headers as Record<string, string>;
  return input instanceof FormData ? rest : { ...rest, "content-type": "application/octet-stream" };
}
