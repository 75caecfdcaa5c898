import { malformed, parseJson } from "./envelope.js";
import { type BaseUrl } from "./url.js";

/** What a server says in a frame; which parts there are tells what it means. */
export interface Frame {
  /** The call that it answers; `null` where it speaks of the connection. */
  readonly id?: unknown;
  readonly method?: unknown;
  readonly error?: any;
  readonly result?: { readonly type?: unknown; readonly data?: unknown; readonly id?: unknown };
}

/** The frame in a text; throws `MALFORMED_RESPONSE`. */
export function readFrame(text: unknown): Frame {
  const frame = parseJson(String(text));
  if (frame instanceof Object) return frame;
  throw malformed("no frame", text);
}

/**
 * The address of a socket: `/rpc` and `https:` addresses as they are given to the other links will do.
 *
 * @throws {TypeError} a relative address outside a page.
 */
export function socketUrl(base: BaseUrl, withParams: boolean): string {
  const url = new URL(base, globalThis.location?.href);
  url.protocol = url.protocol.replace("http", "ws");
  if (withParams) url.searchParams.set("connectionParams", "1");
  return url.href;
}
