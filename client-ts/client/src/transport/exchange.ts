import { address, type BaseUrl, type Reply } from "../protocol/index.js";
import { type HeaderRecord, msLeft } from "./operation.js";
import { type Fetch, type HttpRequest, readJson, send } from "./send.js";

/** One request for JSON: a GET where `body` is undefined, a POST otherwise. */
export interface Exchange {
  /** The procedure on whose behalf it is made. */
  readonly path: string;
  /** The path within the address, escaped. */
  readonly name: string;
  readonly params: string;
  /** `null` for a POST without one. */
  readonly body: string | null | undefined;
  readonly headers: HeaderRecord;
  readonly deadline: number;
  readonly signal: AbortSignal | null | undefined;
}

/** Where requests go, and by which `fetch`. */
export interface Peer {
  readonly url: BaseUrl;
  readonly fetch?: Fetch;
}

/** The request that an exchange begins with. */
export function requestOf(
  { url }: Peer,
  { path, name, params, body, headers, deadline, signal }: Exchange,
): HttpRequest {
  const left = msLeft(deadline);
  const type = body === undefined ? {} : { "content-type": "application/json" };
  const limit = left === undefined ? {} : { "isotype-timeout-ms": `${left}` };
  const init = { headers: { ...type, ...limit, ...headers }, signal: signal ?? null };
  return {
    path,
    url: address(url, name, params),
    init: body === undefined ? init : { ...init, method: "POST", body },
  };
}

/** The JSON that answers a request, and what came with it. */
export async function exchange(peer: Peer, asked: Exchange): Promise<[answer: unknown, reply: Reply]> {
  const request = requestOf(peer, asked);
  return readJson(await send(peer.fetch, request), request);
}
