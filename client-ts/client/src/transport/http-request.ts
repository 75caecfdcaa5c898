import { throwNetworkError } from "../error/index.js";
import { type BaseUrl, buildUrl, parseJson, type ResponseMeta, unwrapEnvelope } from "../protocol/index.js";
import { type HeaderRecord, type Operation, remainingMs } from "./operation.js";

/** Subset of `fetch` that links use. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** Destination of HTTP requests. */
export interface HttpEndpoint {
  readonly url: BaseUrl;
  readonly fetch?: Fetch;
  readonly methodOverride?: "POST";
}

/** HTTP request: POST for a mutation or with `methodOverride`, otherwise GET. */
export interface HttpRequest extends Pick<Operation, "kind" | "deadline" | "signal"> {
  /** Procedure name, or the comma-separated names of a batch. */
  readonly path: string;
  /** JSON input: in the query string of a GET request, in the body of a POST request. */
  readonly json?: string | undefined;
  /** Body to send instead of a JSON input. */
  readonly body?: BodyInit;
  readonly params?: string;
  readonly headers: HeaderRecord;
  readonly cache?: RequestCache;
}

/** Returns the arguments of `fetch` for a request. */
export function buildRequest(
  { url, methodOverride }: HttpEndpoint,
  request: HttpRequest,
): [url: string, init: RequestInit] {
  const { kind, path, json, body = json, params, headers, deadline, signal, cache } = request;
  const isGet = kind !== "mutation" && !methodOverride;
  const timeoutMs = remainingMs(deadline);
  return [
    buildUrl(
      url,
      `/${encodeURIComponent(path).replaceAll("%2C", ",")}`,
      params,
      isGet && json && `input=${encodeURIComponent(json)}`,
    ),
    {
      method: isGet ? "GET" : "POST",
      headers: {
        ...(!isGet && body === json && { "content-type": "application/json" }),
        ...(timeoutMs !== undefined && { "isotype-timeout-ms": `${timeoutMs}` }),
        ...headers,
      },
      body: isGet ? undefined : body,
      signal,
      cache,
    } as RequestInit,
  ];
}

/**
 * Sends a request.
 *
 * @throws {IsotypeError} `NETWORK` if no response arrives.
 * @throws {TypeError} If the URL or a header is invalid.
 */
export async function send(endpoint: HttpEndpoint, request: HttpRequest): Promise<Response> {
  const fetchArguments = buildRequest(endpoint, request);
  try {
    // Reads the global at call time, so that tests can replace it. Browsers require `fetch` to be called without `this`.
    return await (endpoint.fetch ?? fetch)(...fetchArguments);
  } catch (cause) {
    // Throws for an invalid URL or header: the caller must fix these, so a retry cannot help.
    new Request(...fetchArguments);
    throwNetworkError(cause);
  }
}

/** Reads the JSON body of a response. */
export async function readJson(response: Response): Promise<[body: unknown, meta: ResponseMeta]> {
  const { status, headers } = response;
  const retryAfter = headers.get("retry-after") ?? "";
  // Either a number of seconds or a date (RFC 9110, section 10.2.3).
  const ms = Number(retryAfter) * 1000 || Date.parse(retryAfter) - Date.now();
  const meta = { status, retryAfterMs: ms > 0 ? ms : undefined };
  const text = await response.text().catch(throwNetworkError);
  return [parseJson(text, meta), meta];
}

/** Reads the output from the response to a single call. */
export async function readOutput(response: Response): Promise<unknown> {
  const [body, meta] = await readJson(response);
  return unwrapEnvelope(body, meta);
}
