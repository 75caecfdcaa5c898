import { type Link, onAbort, type Operation, toJson } from "../transport/index.js";

/** A call that several callers wait for. */
interface SharedCall {
  readonly result: Promise<unknown>;
  readonly controller: AbortController;
  callers: number;
}

/**
 * Lets queries that are the same share one call while it is under way. It is given up when all who wait for it have.
 *
 * The same are those that agree in name, input and headers. A query with words of its own to the links is never shared.
 */
export function dedupe(): Link {
  return (next) => {
    const inFlight = new Map<string, SharedCall>();

    function start(key: string, operation: Operation): SharedCall {
      const stop = new AbortController();
      const answer = next.call({ ...operation, signal: stop.signal }).finally(() => inFlight.delete(key));
      const shared: SharedCall = { result: answer, controller: stop, callers: 0 };
      inFlight.set(key, shared);
      return shared;
    }

    return {
      async call(operation) {
        const { kind, path, input, headers, context, signal } = operation;
        if (kind !== "query" || Object.keys(context).length > 0) return next.call(operation);
        const key = toJson({ path, input, headers });
        const joined = inFlight.get(key);
        const shared = joined ?? start(key, operation);
        shared.callers += 1;
        const removeAbortListener = onAbort(signal, () => {
          shared.callers -= 1;
          if (shared.callers > 0) return;
          // The next call is a new one.
          inFlight.delete(key);
          shared.controller.abort();
        });
        const output: any = await shared.result.finally(removeAbortListener);
        if (!output?.[Symbol.asyncIterator]) return output;
        // A stream has one reader.
        if (joined) return next.call(operation);
        onAbort(signal, () => shared.controller.abort());
        return output;
      },
    };
  };
}
