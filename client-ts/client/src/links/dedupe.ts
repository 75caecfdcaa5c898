import { type Link, onAbort, type Operation, toJson } from "../transport/index.js";

/** A call that several callers wait for. */
interface Shared {
  readonly answer: Promise<unknown>;
  readonly stop: AbortController;
  waiting: number;
}

/**
 * Lets queries that are the same share one call while it is under way. It is given up when all who wait for it have.
 *
 * The same are those that agree in name, input and headers. A query with words of its own to the links is never shared.
 */
export function dedupe(): Link {
  return (next) => {
    const running = new Map<string, Shared>();

    function begin(key: string, operation: Operation): Shared {
      const stop = new AbortController();
      const answer = next.call({ ...operation, signal: stop.signal }).finally(() => running.delete(key));
      const shared: Shared = { answer, stop, waiting: 0 };
      running.set(key, shared);
      return shared;
    }

    return {
      async call(operation) {
        const { kind, path, input, headers, context, signal } = operation;
        if (kind !== "query" || Object.keys(context).length > 0) return next.call(operation);
        const key = toJson({ path, input, headers });
        const joined = running.get(key);
        const shared = joined ?? begin(key, operation);
        shared.waiting += 1;
        const ignore = onAbort(signal, () => {
          shared.waiting -= 1;
          if (shared.waiting > 0) return;
          // The next call is a new one.
          running.delete(key);
          shared.stop.abort();
        });
        const output: any = await shared.answer.finally(ignore);
        if (!output?.[Symbol.asyncIterator]) return output;
        // A stream has one reader.
        if (joined) return next.call(operation);
        onAbort(signal, () => shared.stop.abort());
        return output;
      },
    };
  };
}
