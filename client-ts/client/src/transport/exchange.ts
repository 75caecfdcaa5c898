import { address, type BaseUrl, type Reply } from "../protocol/index.js";
import type { HeaderRecord } from "./operation.js";
import { type Fetch, type HttpRequest, readJson, replyOf, send } from "./send.js";

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
  /** When nobody waits for the answer any more. */
  readonly deadline: number | undefined;
  readonly signal: AbortSignal | null | undefined;
}

/** Where requests go, and by which `fetch`. */
export interface Peer {
  readonly url: BaseUrl;
  readonly fetch?: Fetch;
}

/** The request that an exchange begins with. */
export function requestOf({ url }: Peer, { path, name, params, body, headers, ...rest }: Exchange): HttpRequest {
  const { deadline, signal = null } = rest;
  const all: Record<string, string> = { ...headers };
  if (deadline !== undefined) all["isotype-timeout-ms"] = String(Math.max(0, deadline - Date.now()));
  if (body === undefined) return { path, url: address(url, name, params), init: { headers: all, signal } };
  const init = { method: "POST", headers: { "content-type": "application/json", ...all }, body, signal };
  return { path, url: address(url, name, params), init };
}

/** The JSON that answers a request, and what came with it. */
export async function exchange(peer: Peer, asked: Exchange): Promise<[answer: unknown, reply: Reply]> {
  const request = requestOf(peer, asked);
  const response = await send(peer.fetch, request);
  return [await readJson(response, request), replyOf(response)];
}
