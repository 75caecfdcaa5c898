import { lost } from "../error/index.js";
import { address, type BaseUrl, openEnvelope, parseJson, type Reply } from "../protocol/index.js";
import { type HeaderRecord, msLeft } from "./operation.js";

/** What links need of `fetch`. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** Where requests go, and by which `fetch`. */
export interface Peer {
  readonly url: BaseUrl;
  readonly fetch?: Fetch;
}

/** One HTTP request: a GET where `body` is undefined, a POST otherwise. */
export interface Ask {
  /** The procedure on whose behalf it is made, or several, with commas between. */
  readonly path: string;
  readonly params?: string;
  /** `null` for a POST without one. */
  readonly body?: BodyInit | null | undefined;
  readonly headers: HeaderRecord;
  readonly deadline: number;
  readonly signal?: AbortSignal | undefined;
  readonly cache?: RequestCache;
}

/** Sends a request; rejects with `NETWORK`, or with a `TypeError` where no request can be made of it. */
export async function send({ url, fetch: given }: Peer, ask: Ask): Promise<Response> {
  const { path, params, body, headers, deadline, signal, cache } = ask;
  const left = msLeft(deadline);
  const target = address(url, encodeURIComponent(path).replaceAll("%2C", ","), params);
  const init = {
    method: body === undefined ? "GET" : "POST",
    headers: left === undefined ? headers : { "isotype-timeout-ms": `${left}`, ...headers },
    body,
    signal,
    cache,
  } as RequestInit;
  try {
    // Taken at the call, so that a replaced global is used; called bare, as browsers demand of `window.fetch`.
    return await (given ?? fetch)(target, init);
  } catch (cause) {
    // A relative address outside a page or a bad header is a mistake to repair, not an outage to wait out.
    new Request(target, init);
    throw lost(cause);
  }
}

/** The JSON in a response, and what came with it. */
export async function readJson(response: Response): Promise<[json: unknown, reply: Reply]> {
  const { status, headers } = response;
  const after = headers.get("retry-after") ?? "";
  // Seconds, or a date.
  const ms = Number(after) * 1000 || Date.parse(after) - Date.now();
  const reply = { status, retryAfterMs: ms > 0 ? ms : undefined };
  const text = await response.text().catch((cause) => {
    throw lost(cause);
  });
  return [parseJson(text, reply), reply];
}

/** The output that a response carries for one call. */
export async function readOutput(response: Response): Promise<unknown> {
  const [answer, reply] = await readJson(response);
  return openEnvelope(answer, reply);
}
