import { fetchTelling, type Link, type Operation, type Progress, readOutput } from "../transport/index.js";
import { sendOperation } from "./alone.js";
import { isNonJsonSerializable } from "./non-json.js";
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
  return (next) => ({
    async call(operation) {
      const { kind, input } = operation;
      if (kind !== "mutation" || !isNonJsonSerializable(input)) return next.call(operation);
      const headers = {
        // No page of another origin can send this without leave, which a form by itself would not need.
        "isotype-request": "1",
        // The boundary of a form is for the platform to choose.
        ...(!(input instanceof FormData) && { "content-type": "application/octet-stream" }),
      };
      const reportsProgress = onProgress && globalThis.XMLHttpRequest;
      const endpoint = reportsProgress
        ? { ...options, fetch: fetchTelling((progress) => onProgress(progress, operation)) }
        : options;
      return readOutput(await sendOperation(endpoint, operation, { headers, body: input as BodyInit }));
    },
  });
}
