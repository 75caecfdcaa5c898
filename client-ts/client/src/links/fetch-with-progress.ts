import { type Fetch, type HeaderRecord, onAbort } from "../transport/index.js";

/** Progress of an upload, in bytes. */
export interface UploadProgress {
  readonly loaded: number;
  /** Size of the body, or `undefined` if it is unknown. */
  readonly total: number | undefined;
}

/**
 * Returns a `fetch` for POST requests that reports the progress of the request body. It uses `XMLHttpRequest`, because
 * `fetch` reports no progress.
 */
export function fetchWithProgress(onProgress: (progress: UploadProgress) => void): Fetch {
  return (url, { headers, body, signal }) =>
    new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      request.open("POST", url);
      for (const [name, value] of Object.entries(headers as HeaderRecord)) request.setRequestHeader(name, value);
      request.upload.onprogress = ({ loaded, total, lengthComputable }) =>
        onProgress({ loaded, total: lengthComputable ? total : undefined });
      // The request itself has the members of `ResponseInit`: `status` and `statusText`.
      request.onload = () => resolve(new Response(request.responseText || null, request));
      request.onerror = request.onabort = ({ type }) => reject(type);
      request.send(body as XMLHttpRequestBodyInit);
      // Set after `send`, because `abort` has no effect on an unsent request.
      request.onloadend = onAbort(signal, () => request.abort());
    });
}
