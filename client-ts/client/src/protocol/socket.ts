import { malformedResponse, parseJson } from "./envelope.js";

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
  throw malformedResponse("no frame", text);
}
