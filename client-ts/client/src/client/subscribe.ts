import { toIsotypeError } from "../error/index.js";
import { follow, type Operation, type Transport } from "../transport/index.js";

/**
 * Opens a subscription at each iteration, whose `return` hangs up even while `next` waits: that of a bare generator would
 * queue behind it.
 */
export function subscribe(transport: Transport, operation: Operation): AsyncIterable<unknown> {
  const { signal } = operation;

  async function* read(controller: AbortController): AsyncGenerator<unknown, void, undefined> {
    try {
      signal?.throwIfAborted();
      yield* transport.subscribe({ ...operation, signal: controller.signal });
      // A link that was told to stop may just end.
      signal?.throwIfAborted();
    } catch (thrown) {
      const isUnsubscribed = controller.signal.aborted && !signal?.aborted;
      if (!isUnsubscribed) throw toIsotypeError(thrown, operation);
    } finally {
      controller.abort();
    }
  }

  return {
    [Symbol.asyncIterator]() {
      const controller = follow(signal);
      const values = read(controller);
      return {
        next: () => values.next(),
        async return() {
          controller.abort();
          // Lets links that wait at a `yield` come to their `finally`.
          values.return().catch(() => {});
          return { done: true, value: undefined };
        },
      };
    },
  };
}
