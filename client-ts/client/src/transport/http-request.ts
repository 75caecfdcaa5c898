import { lost } from "../error/index.js";
import { address, type BaseUrl, openEnvelope, parseJson, type Reply } from "../protocol/index.js";
import { type HeaderRecord, remainingMs, type Operation } from "./operation.js";

/** What links need of `fetch`. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** Where requests go, and by which `fetch`. */
export interface HttpEndpoint {
  readonly url: BaseUrl;
  readonly fetch?: Fetch;
  readonly methodOverride?: "POST";
}

/** One HTTP request: a POST for a mutation or where the peer overrides the method, a GET otherwise. */
export interface HttpRequest extends Pick<Operation, "kind" | "deadline" | "signal"> {
  /** The procedure on whose behalf it is made, or several, with commas between. */
  readonly path: string;
  /** The input: in the address of a GET, in the body of a POST. */
  readonly json?: string | undefined;
  /** Instead of an input in JSON. */
  readonly body?: BodyInit;
  readonly params?: string;
  readonly headers: HeaderRecord;
  readonly cache?: RequestCache;
}

/** A request as `fetch` takes it. */
export function buildRequest(
  { url, methodOverride }: HttpEndpoint,
  request: HttpRequest,
): [url: string, init: RequestInit] {
  const { kind, path, json, body = json, params, headers, deadline, signal, cache } = request;
  const isGet = kind !== "mutation" && !methodOverride;
  const left = remainingMs(deadline);
  return [
    address(
      url,
      `/${encodeURIComponent(path).replaceAll("%2C", ",")}`,
      params,
      isGet && json && `input=${encodeURIComponent(json)}`,
    ),
    {
      method: isGet ? "GET" : "POST",
      headers: {
        ...(!isGet && body === json && { "content-type": "application/json" }),
        ...(left !== undefined && { "isotype-timeout-ms": `${left}` }),
        ...headers,
      },
      body: isGet ? undefined : body,
      signal,
      cache,
    } as RequestInit,
  ];
}

/** Sends a request; rejects with `NETWORK`, or with a `TypeError` where no request can be made of it. */
export async function send(endpoint: HttpEndpoint, request: HttpRequest): Promise<Response> {
  const fetchArguments = buildRequest(endpoint, request);
  try {
    // Taken at the call, so that a replaced global is used; called bare, as browsers demand of `window.fetch`.
    return await (endpoint.fetch ?? fetch)(...fetchArguments);
  } catch (cause) {
    // A relative address outside a page or a bad header is a mistake to repair, not an outage to wait out.
    new Request(...fetchArguments);
    throw lost(cause);
  }
}

/** The JSON in a response, and what came with it. */
export async function readJson(response: Response): Promise<[json: unknown, reply: Reply]> {
  const { status, headers } = response;
  const after = headers.get("retry-after") ?? "";
  // Seconds, or a date.
  const ms = Number(after) * 1000 || Date.parse(after) - Date.now();
  const meta = { status, retryAfterMs: ms > 0 ? ms : undefined };
  const text = await response.text().catch((cause) => {
    throw lost(cause);
  });
  return [parseJson(text, meta), meta];
}

/** The output that a response carries for one call. */
export async function readOutput(response: Response): Promise<unknown> {
  const [body, meta] = await readJson(response);
  return openEnvelope(body, meta);
}
