import { networkError, throwNetworkError } from "../error/index.js";
import { withTimeout } from "./abort.js";

/**
 * Yields the text of a response body as it arrives.
 *
 * @param inactivityTimeoutMs - Returns the time limit of the next read. There is no limit if it returns `undefined`.
 * @throws {IsotypeError} `NETWORK` if the body ends or fails, or if a read exceeds its limit.
 */
export async function* readTextChunks(
  body: ReadableStream<Uint8Array>,
  inactivityTimeoutMs?: () => number | undefined,
): AsyncGenerator<string, never, undefined> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  try {
    for (;;) {
      const { done, value } = await withTimeout(reader.read().catch(throwNetworkError), inactivityTimeoutMs?.());
      if (done) throw networkError("unexpected end");
      yield decoder.decode(value, { stream: true });
    }
  } finally {
    // Cancelling a failed reader rejects. Its connection is already closed.
    reader.cancel().catch(() => {});
  }
}
