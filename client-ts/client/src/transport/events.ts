import { aborted, IsotypeError } from "../error/index.js";
import { createEventParser, malformed, type ServerEvent } from "../protocol/index.js";
import { within } from "./within.js";

/** On whose behalf events are read, and how long they may stay away. */
export interface EventReading {
  readonly path: string;
  readonly signal: AbortSignal;
  /** Asked before each read; `undefined` for any silence. */
  readonly silenceMs: () => number | undefined;
}

/**
 * The events in a response's body, as they come; ends when the body does.
 *
 * @throws {IsotypeError} `NETWORK` when the connection breaks or stays silent too long.
 */
export async function* readEvents(
  body: ReadableStream<Uint8Array>,
  { path, signal, silenceMs }: EventReading,
): AsyncGenerator<ServerEvent, void, undefined> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  const parse = createEventParser();
  const read = async () => {
    try {
      return await reader.read();
    } catch (cause) {
      if (signal.aborted) throw aborted(path, signal);
      throw new IsotypeError("the connection broke", { code: "NETWORK", path, cause });
    }
  };
  try {
    for (;;) {
      const { done, value } = await within(read(), silenceMs(), path);
      if (done) return;
      yield* parse(decoder.decode(value, { stream: true }));
    }
  } finally {
    // A broken reader refuses to be cancelled; there is nothing left to close then.
    reader.cancel().catch(() => {});
  }
}

/** The body of a response that carries events. */
export function eventsOf(response: Response, path: string): ReadableStream<Uint8Array> {
  const type = response.headers.get("content-type") ?? "";
  if (response.body && /^text\/event-stream\s*(;|$)/i.test(type)) return response.body;
  throw malformed(`the server answered ${response.status} without events`, path, response.status, type);
}
