import { toIsotypeError } from "../error/index.js";
import { follow, type Operation, type Transport } from "../transport/index.js";

const DONE = { done: true, value: undefined } as const;

/**
 * Opens a subscription at each iteration.
 *
 * The iterator's `return` hangs up even while `next` waits, which a bare generator would not: it would queue behind it.
 */
export function subscribe(transport: Transport, operation: Operation): AsyncIterable<unknown> {
  return { [Symbol.asyncIterator]: () => iterate(transport, operation) };
}

function iterate(transport: Transport, operation: Operation): AsyncIterator<unknown> {
  const { signal, path } = operation;
  const [hangUp, unfollow] = follow(signal);
  let source: AsyncIterator<unknown> | undefined;
  let over = false;

  async function end(): Promise<typeof DONE> {
    over = true;
    unfollow();
    hangUp.abort();
    // Lets links that wait at a `yield` come to their `finally`.
    source?.return?.().catch(() => {});
    return DONE;
  }

  async function next(): Promise<IteratorResult<unknown>> {
    if (over) return DONE;
    try {
      signal?.throwIfAborted();
      source ??= transport.subscribe({ ...operation, signal: hangUp.signal })[Symbol.asyncIterator]();
      const step = await source.next();
      if (!step.done && !over) return step;
      // A link that was told to stop may just end.
      if (!over) signal?.throwIfAborted();
    } catch (thrown) {
      const left = over;
      void end();
      if (!left) throw toIsotypeError(thrown, path, signal);
    }
    return end();
  }

  return { next, return: end };
}
