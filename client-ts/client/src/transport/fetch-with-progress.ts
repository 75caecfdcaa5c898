import { onAbort } from "./abort.js";
import type { HeaderRecord } from "./operation.js";
import type { Fetch } from "./http-request.js";

/** How much of a body has been sent, in bytes. */
export interface UploadProgress {
  readonly loaded: number;
  /** `undefined` where it cannot be known. */
  readonly total: number | undefined;
}

/** As much of `fetch` as uploads need, which are POSTs, by XMLHttpRequest: `fetch` does not tell how far a body has come. */
export function fetchWithProgress(onProgress: (progress: UploadProgress) => void): Fetch {
  return (url, { headers, body, signal }) =>
    new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      request.open("POST", url);
      for (const [name, value] of Object.entries(headers as HeaderRecord)) request.setRequestHeader(name, value);
      request.upload.onprogress = ({ loaded, total, lengthComputable }) =>
        onProgress({ loaded: loaded, total: lengthComputable ? total : undefined });
      // It has a status and its text, as what a response is made of.
      request.onload = () => resolve(new Response(request.responseText || null, request));
      request.onerror = request.onabort = ({ type }) => reject(type);
      request.send(body as XMLHttpRequestBodyInit);
      // Only what was sent can be given up.
      request.onloadend = onAbort(signal, () => request.abort());
    });
}
