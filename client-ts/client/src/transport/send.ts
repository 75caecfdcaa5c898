import { aborted, IsotypeError } from "../error/index.js";
import { malformed, type Reply } from "../protocol/index.js";

/** What links need of `fetch`. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** One HTTP request on behalf of `path`. */
export interface HttpRequest {
  readonly path: string;
  readonly url: string;
  readonly init: RequestInit;
}

/** Sends a request; rejects with `NETWORK`, `ABORTED` or, where no request can be made of it, `CLIENT`. */
export async function send(fetchOption: Fetch | undefined, request: HttpRequest): Promise<Response> {
  try {
    // Taken at the call, so that a replaced global is used; called bare, as browsers demand of `window.fetch`.
    const fetcher = fetchOption ?? fetch;
    return await fetcher(request.url, request.init);
  } catch (error) {
    throw failure(error, request);
  }
}

/** What a response says beside its body. */
export function replyOf({ status, headers }: Response): Reply {
  const after = headers.get("retry-after") ?? "";
  // Seconds, or a date.
  const ms = Number(after) * 1000 || Date.parse(after) - Date.now();
  return { status, retryAfterMs: ms > 0 ? ms : undefined };
}

/** The JSON in a response, and what came with it. */
export async function readJson(response: Response, request: HttpRequest): Promise<[json: unknown, reply: Reply]> {
  const reply = replyOf(response);
  try {
    return [await response.json(), reply];
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw failure(error, request);
    throw malformed(`the server answered ${reply.status} without JSON`, request.path, reply, error);
  }
}

function failure(error: unknown, { path, url, init }: HttpRequest): IsotypeError {
  if (init.signal?.aborted) return aborted(path, init.signal);
  try {
    // A relative address outside a page or a bad header is a mistake to repair, not an outage to wait out.
    new Request(url, init);
  } catch (cause) {
    return new IsotypeError(String(cause), { code: "CLIENT", path, cause });
  }
  return new IsotypeError(`the server cannot be reached: ${error}`, { code: "NETWORK", path, cause: error });
}
