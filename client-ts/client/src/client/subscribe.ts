import { aborted, toIsotypeError } from "../error/index.js";
import type { Operation, Transport } from "../transport/index.js";

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
  const hangUp = new AbortController();
  const abort = () => hangUp.abort(signal?.reason);
  let source: AsyncIterator<unknown> | undefined;
  let over = false;

  function end(): IteratorResult<unknown> {
    over = true;
    signal?.removeEventListener("abort", abort);
    hangUp.abort();
    // Lets links that wait at a `yield` come to their `finally`.
    source?.return?.().catch(() => {});
    return { done: true, value: undefined };
  }

  async function next(): Promise<IteratorResult<unknown>> {
    if (over) return end();
    try {
      if (signal?.aborted) throw aborted(path, signal);
      signal?.addEventListener("abort", abort);
      source ??= transport.subscribe({ ...operation, signal: hangUp.signal })[Symbol.asyncIterator]();
      const step = await orAbort(source.next(), hangUp.signal);
      return step.done ? end() : step;
    } catch (thrown) {
      const hungUp = over;
      end();
      if (hungUp) return { done: true, value: undefined };
      throw signal?.aborted ? aborted(path, signal) : toIsotypeError(thrown, path);
    }
  }

  return { next, return: async () => end() };
}

/** What comes first: the step, or the end of waiting for it. */
function orAbort<T>(step: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason);
    if (signal.aborted) stop();
    signal.addEventListener("abort", stop);
    step.then(resolve, reject).finally(() => signal.removeEventListener("abort", stop));
  });
}
