import { address, type BaseUrl } from "../protocol/index.js";
import type { HeaderRecord } from "./operation.js";
import { type Fetch, readJson, send } from "./send.js";

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
  readonly signal: AbortSignal | null | undefined;
}

/** The JSON that answers a request, and the status that came with it. */
export async function exchange(
  { url, fetch }: { readonly url: BaseUrl; readonly fetch?: Fetch },
  { path, name, params, body, headers, signal = null }: Exchange,
): Promise<[answer: unknown, status: number]> {
  const init: RequestInit =
    body === undefined
      ? { headers, signal }
      : { method: "POST", headers: { "content-type": "application/json", ...headers }, body, signal };
  const request = { path, url: address(url, name, params), init };
  const response = await send(fetch, request);
  return [await readJson(response, request), response.status];
}
