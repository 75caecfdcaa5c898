import { lost } from "../error/index.js";
import { withTimeout } from "./within.js";

/**
 * The text of a response's body, as it comes. How long it may be silent is asked before each read; `undefined` for ever.
 *
 * @throws {IsotypeError} `NETWORK` when the connection ends, breaks or stays silent too long.
 */
export async function* readTextChunks(
  body: ReadableStream<Uint8Array>,
  inactivityTimeoutMs?: () => number | undefined,
): AsyncGenerator<string, never, undefined> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  const read = () =>
    reader.read().catch((cause) => {
      throw lost(cause);
    });
  try {
    for (;;) {
      const { done, value } = await withTimeout(read(), inactivityTimeoutMs?.(), () => lost("silence"));
      if (done) throw lost("it ended");
      yield decoder.decode(value, { stream: true });
    }
  } finally {
    // A broken reader refuses to be cancelled; there is nothing left to close then.
    reader.cancel().catch(() => {});
  }
}
