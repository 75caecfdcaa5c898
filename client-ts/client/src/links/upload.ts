import { openEnvelope } from "../protocol/index.js";
import {
  type Link,
  type Operation,
  type Progress,
  readJson,
  requestOf,
  resolveHeaders,
  send,
  sendTelling,
} from "../transport/index.js";
import { isNonJson, type NonJson } from "./non-json.js";
import type { HttpOptions } from "./options.js";

/** Options of {@link upload}. */
export interface UploadOptions extends HttpOptions {
  /** Told how far each upload has come, where the platform has XMLHttpRequest to tell it. */
  readonly onProgress?: (progress: Progress, operation: Operation) => void;
}

/**
 * Takes mutations whose input is a form or bytes, which travel as they are. Passes everything else on.
 *
 * @example
 * createClient(api, { links: [upload({ url: "/rpc" }), batch({ url: "/rpc" })] });
 */
export function upload(options: UploadOptions): Link {
  const { onProgress } = options;

  async function transfer(operation: Operation, input: NonJson): Promise<unknown> {
    const { path, deadline, signal } = operation;
    const headers = await resolveHeaders([FROM_HERE, options.headers ?? {}, ...operation.headers]);
    const asked = { path, name: encodeURIComponent(path), params: "", body: null, headers, deadline, signal };
    const { init, url } = requestOf(options, asked);
    const { "content-type": _, ...rest } = init.headers as Record<string, string>;
    // The boundary of a form is for the platform to choose.
    const typed = input instanceof FormData ? rest : { ...rest, "content-type": "application/octet-stream" };
    const request = { path, url, init: { ...init, body: input as BodyInit, headers: typed } };
    const response =
      onProgress && globalThis.XMLHttpRequest
        ? await sendTelling(request, (progress) => onProgress(progress, operation))
        : await send(options.fetch, request);
    const [answer, reply] = await readJson(response, request);
    return openEnvelope(answer, path, reply);
  }

  return (next) => ({
    call: (operation) => {
      const { kind, input } = operation;
      return kind === "mutation" && isNonJson(input) ? transfer(operation, input) : next.call(operation);
    },
    subscribe: (operation) => next.subscribe(operation),
  });
}

/** No page of another origin can send this without leave, which a form by itself would not need. */
const FROM_HERE = { "isotype-request": "1" };
