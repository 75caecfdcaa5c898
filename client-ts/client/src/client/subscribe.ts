import { toIsotypeError } from "../error/index.js";
import { follow, type Operation, type Transport } from "../transport/index.js";

/** Opens a subscription at each iteration. */
export function subscribe(transport: Transport, operation: Operation): AsyncIterable<unknown> {
  return { [Symbol.asyncIterator]: () => iterate(transport, operation) };
}

/**
 * An iterator whose `return` hangs up even while `next` waits, which that of a bare generator would not: it would queue
 * behind it.
 */
function iterate(transport: Transport, operation: Operation): AsyncIterator<unknown> {
  const { signal } = operation;
  const hangUp = follow(signal);

  async function* read(): AsyncGenerator<unknown, undefined, undefined> {
    try {
      signal?.throwIfAborted();
      yield* transport.subscribe({ ...operation, signal: hangUp.signal });
      // A link that was told to stop may just end.
      signal?.throwIfAborted();
    } catch (thrown) {
      const left = hangUp.signal.aborted && !signal?.aborted;
      if (!left) throw toIsotypeError(thrown, operation);
    } finally {
      hangUp.abort();
    }
    return undefined;
  }

  const values = read();
  return {
    next: () => values.next(),
    async return() {
      hangUp.abort();
      // Lets links that wait at a `yield` come to their `finally`.
      values.return(undefined).catch(() => {});
      return { done: true, value: undefined };
    },
  };
}
