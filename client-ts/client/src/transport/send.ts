import { lost } from "../error/index.js";
import { address, type BaseUrl, openEnvelope, parseJson, type Reply } from "../protocol/index.js";
import { type HeaderRecord, msLeft, type Operation } from "./operation.js";

/** What links need of `fetch`. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** Where requests go, and by which `fetch`. */
export interface Peer {
  readonly url: BaseUrl;
  readonly fetch?: Fetch;
  readonly methodOverride?: "POST";
}

/** One HTTP request: a POST for a mutation or where the peer overrides the method, a GET otherwise. */
export interface Ask extends Pick<Operation, "kind" | "deadline" | "signal"> {
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
export function requestOf({ url, methodOverride }: Peer, ask: Ask): [url: string, init: RequestInit] {
  const { kind, path, json, body = json, params, headers, deadline, signal, cache } = ask;
  const asks = kind !== "mutation" && !methodOverride;
  const left = msLeft(deadline);
  return [
    address(
      url,
      `/${encodeURIComponent(path).replaceAll("%2C", ",")}`,
      params,
      asks && json && `input=${encodeURIComponent(json)}`,
    ),
    {
      method: asks ? "GET" : "POST",
      headers: {
        ...(!asks && body === json && { "content-type": "application/json" }),
        ...(left !== undefined && { "isotype-timeout-ms": `${left}` }),
        ...headers,
      },
      body: asks ? undefined : body,
      signal,
      cache,
    } as RequestInit,
  ];
}

/** Sends a request; rejects with `NETWORK`, or with a `TypeError` where no request can be made of it. */
export async function send(peer: Peer, ask: Ask): Promise<Response> {
  const request = requestOf(peer, ask);
  try {
    // Taken at the call, so that a replaced global is used; called bare, as browsers demand of `window.fetch`.
    return await (peer.fetch ?? fetch)(...request);
  } catch (cause) {
    // A relative address outside a page or a bad header is a mistake to repair, not an outage to wait out.
    new Request(...request);
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
