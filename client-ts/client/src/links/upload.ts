import { type Link, type Operation, readOutput } from "../transport/index.js";
import { fetchWithProgress, type UploadProgress } from "./fetch-with-progress.js";
import { sendOperation } from "./http.js";
import type { HttpOptions } from "./options.js";

/** Input that is sent as is instead of as JSON: a form or bytes. */
export type NonJsonSerializable = FormData | Blob | Uint8Array;

/**
 * Returns `true` for inputs that `upload()` sends.
 *
 * @example
 * split({
 *   condition: ({ input }) => isNonJsonSerializable(input),
 *   use: upload({ url: "/rpc" }),
 *   otherwise: batch({ url: "/rpc" }),
 * });
 */
export function isNonJsonSerializable(input: unknown): input is NonJsonSerializable {
  return input instanceof FormData || input instanceof Blob || input instanceof Uint8Array;
}

/** Options of {@link upload}. */
export interface UploadOptions extends HttpOptions {
  /** Called with the progress of each upload, on platforms with `XMLHttpRequest`. */
  readonly onProgress?: (progress: UploadProgress, operation: Operation) => void;
}

/**
 * Sends mutations whose input is a form or bytes. All other operations pass through.
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
        // A page of another origin cannot send this header without a preflight request, which prevents CSRF.
        "isotype-request": "1",
        // The platform sets the content type of a form, with its boundary.
        ...(!(input instanceof FormData) && { "content-type": "application/octet-stream" }),
      };
      const reportsProgress = onProgress && globalThis.XMLHttpRequest;
      const endpoint = reportsProgress
        ? { ...options, fetch: fetchWithProgress((progress) => onProgress(progress, operation)) }
        : options;
      return readOutput(await sendOperation(endpoint, operation, { headers, body: input as BodyInit }));
    },
  });
}
