import { malformed, toError } from "../error.js";

/** What every transport over HTTP can be told. */
export interface HttpOptions {
  /** Where the API is mounted, such as `/rpc`. */
  url: string;
  /** In place of the global `fetch`. */
  fetch?: typeof fetch;
  /** Headers of every request, read anew each time. */
  headers?: () => Record<string, string> | Promise<Record<string, string>>;
  /** Whether cookies go along to another origin. */
  credentials?: RequestCredentials;
}

/** One HTTP request of a transport. */
export interface HttpRequest {
  url: string;
  path: string;
  body?: string | undefined;
  headers: Readonly<Record<string, string>>;
  signal: AbortSignal | undefined;
}

/** Sends a request; whatever goes wrong is an `IsotypeError`. With a body it is a POST of JSON, without one a GET. */
export async function send(options: HttpOptions, request: HttpRequest): Promise<Response> {
  const { url, path, body, signal } = request;
  try {
    const headers = { ...(await options.headers?.()), ...request.headers };
    // Called without a receiver: browsers refuse a `fetch` that is called as a method of anything else.
    const run = options.fetch ?? globalThis.fetch;
    return await run(url, {
      method: body === undefined ? "GET" : "POST",
      headers: body === undefined ? headers : { "content-type": "application/json", ...headers },
      ...(body === undefined ? {} : { body }),
      ...(signal ? { signal } : {}),
      ...(options.credentials ? { credentials: options.credentials } : {}),
    });
  } catch (cause) {
    throw toError(cause, path, signal);
  }
}

/** The body of a response as JSON. */
export async function readJson(response: Response, path: string, signal: AbortSignal | undefined): Promise<unknown> {
  let text: string;
  try {
    text = await response.text();
  } catch (cause) {
    throw toError(cause, path, signal);
  }
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw malformed(path, `status ${response.status}, and a body that is not JSON`, cause);
  }
}
