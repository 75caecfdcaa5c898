import { toIsotypeError } from "../error/index.js";
import { follow, type Operation, type Transport } from "../transport/index.js";

/**
 * Opens a subscription at each iteration, whose `return` hangs up even while `next` waits: that of a bare generator would
 * queue behind it.
 */
export function subscribe(transport: Transport, operation: Operation): AsyncIterable<unknown> {
  const { signal } = operation;

  async function* read(hangUp: AbortController): AsyncGenerator<unknown, void, undefined> {
    try {
      signal?.throwIfAborted();
      yield* transport.subscribe({ ...operation, signal: hangUp.signal });
      // A link that was told to stop may just end.
      signal?.throwIfAborted();
    } catch (thrown) {
      const hasLeft = hangUp.signal.aborted && !signal?.aborted;
      if (!hasLeft) throw toIsotypeError(thrown, operation);
    } finally {
      hangUp.abort();
    }
  }

  return {
    [Symbol.asyncIterator]() {
      const hangUp = follow(signal);
      const values = read(hangUp);
      return {
        next: () => values.next(),
        async return() {
          hangUp.abort();
          // Lets links that wait at a `yield` come to their `finally`.
          values.return().catch(() => {});
          return { done: true, value: undefined };
        },
      };
    },
  };
}
