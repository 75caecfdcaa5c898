import { aborted, IsotypeError } from "../error/index.js";
import { createEventParser, malformed, type ServerEvent } from "../protocol/index.js";
import { within } from "./within.js";

/** On whose behalf a body is read, and how long it may stay silent. */
export interface Reading {
  readonly path: string;
  readonly signal: AbortSignal;
  /** Asked before each read; `undefined` for any silence. */
  readonly silenceMs?: () => number | undefined;
}

/**
 * The text of a response's body, as it comes.
 *
 * @throws {IsotypeError} `NETWORK` when the connection breaks or stays silent too long.
 */
export async function* readText(
  body: ReadableStream<Uint8Array>,
  { path, signal, silenceMs }: Reading,
): AsyncGenerator<string, void, undefined> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
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
      const { done, value } = await within(read(), silenceMs?.(), path);
      if (done) return;
      yield decoder.decode(value, { stream: true });
    }
  } finally {
    // A broken reader refuses to be cancelled; there is nothing left to close then.
    reader.cancel().catch(() => {});
  }
}

/** The events in a response's body, as they come; ends when the body does. */
export async function* readEvents(
  body: ReadableStream<Uint8Array>,
  reading: Reading,
): AsyncGenerator<ServerEvent, void, undefined> {
  const parse = createEventParser();
  for await (const text of readText(body, reading)) yield* parse(text);
}

/** The body of a response that carries events. */
export function eventsOf(response: Response, path: string): ReadableStream<Uint8Array> {
  const { body, headers, status } = response;
  const type = headers.get("content-type") ?? "";
  if (body && /^text\/event-stream\s*(;|$)/i.test(type)) return body;
  throw malformed(`the server answered ${status} without events`, path, { status }, type);
}
