import { aborted, IsotypeError } from "../error/index.js";
import { onAbort } from "./follow.js";
import type { HttpRequest } from "./send.js";

/** How much of a body has been sent, in bytes. */
export interface Progress {
  readonly sent: number;
  /** `undefined` where it cannot be known. */
  readonly total: number | undefined;
}

/** Sends a request by XMLHttpRequest: `fetch` does not tell how far a body has come. */
export function sendTelling({ path, url, init }: HttpRequest, tell: (progress: Progress) => void): Promise<Response> {
  const { method = "GET", headers, body, signal } = init;
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(method, url);
    for (const [name, value] of Object.entries(headers ?? {})) request.setRequestHeader(name, value);
    request.upload.onprogress = ({ loaded, total, lengthComputable }) =>
      tell({ sent: loaded, total: lengthComputable ? total : undefined });
    request.onload = () => {
      const { status, responseText } = request;
      const after = request.getResponseHeader("retry-after");
      const kept = after === null ? {} : { "retry-after": after };
      resolve(new Response(responseText || null, { status, headers: kept }));
    };
    request.onerror = () => reject(new IsotypeError("the server cannot be reached", { code: "NETWORK", path }));
    request.onabort = () => reject(aborted(path, signal ?? undefined));
    request.onloadend = onAbort(signal ?? undefined, () => request.abort());
    request.send(body as XMLHttpRequestBodyInit);
  });
}
