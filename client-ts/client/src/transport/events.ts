import { lost } from "../error/index.js";
import { within } from "./within.js";

/** How a body is read. */
export interface Reading {
  readonly path: string;
  /** Asked before each read; `undefined` for any silence. */
  readonly silenceMs?: () => number | undefined;
}

/**
 * The text of a response's body, as it comes.
 *
 * @throws {IsotypeError} `NETWORK` when the connection ends, breaks or stays silent too long.
 */
export async function* readText(
  body: ReadableStream<Uint8Array>,
  { path, silenceMs }: Reading,
): AsyncGenerator<string, never, undefined> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  const read = () =>
    reader.read().catch((cause) => {
      throw lost(path, cause);
    });
  try {
    for (;;) {
      const { done, value } = await within(read(), silenceMs?.(), () => lost(path, "silence"));
      if (done) throw lost(path, "it ended");
      yield decoder.decode(value, { stream: true });
    }
  } finally {
    // A broken reader refuses to be cancelled; there is nothing left to close then.
    reader.cancel().catch(() => {});
  }
}
