import { toIsotypeError } from "../error/index.js";
import { onAbort, type Operation, type Transport } from "../transport/index.js";

/** Runs a call. Every failure rejects with an `IsotypeError`, and an abort by the caller rejects immediately. */
export async function invoke(transport: Transport, operation: Operation): Promise<unknown> {
  const { signal } = operation;
  let removeAbortListener = () => {};
  try {
    signal?.throwIfAborted();
    const aborted = new Promise((_, reject) => {
      removeAbortListener = onAbort(signal, reject);
    });
    return await Promise.race([transport.call(operation), aborted]);
  } catch (thrown) {
    throw toIsotypeError(thrown, operation);
  } finally {
    removeAbortListener();
  }
}
