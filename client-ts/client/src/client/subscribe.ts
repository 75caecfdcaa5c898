import { toIsotypeError } from "../error/index.js";
import { linkedAbortController, type Operation, type Transport } from "../transport/index.js";

/**
 * Returns an iterable that opens the subscription on each iteration. Its `return` closes the connection even while
 * `next` is pending; the `return` of a generator would wait for `next`.
 */
export function subscribe(transport: Transport, operation: Operation): AsyncIterable<unknown> {
  const { signal } = operation;

  async function* read(controller: AbortController): AsyncGenerator<unknown, void, undefined> {
    try {
      signal?.throwIfAborted();
      yield* transport.subscribe({ ...operation, signal: controller.signal });
      // A link may end the iteration without an error after an abort.
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
      const controller = linkedAbortController(signal);
      const values = read(controller);
      return {
        next: () => values.next(),
        async return() {
          controller.abort();
          // Runs the `finally` blocks of links that are suspended at a `yield`.
          values.return().catch(() => {});
          return { done: true, value: undefined };
        },
      };
    },
  };
}
