import { toJson } from "../protocol/index.js";
import { type Link, onAbort } from "../transport/index.js";

/** Call in flight that callers share. */
interface SharedCall {
  readonly result: Promise<unknown>;
  readonly controller: AbortController;
  callers: number;
}

/**
 * Shares one call between equal queries in flight. The call is aborted when all its callers have aborted.
 *
 * Queries are equal if their name, input and headers are. A query with a `context` is never shared.
 *
 * @example
 * createClient(api, { links: [dedupe(), batch({ url: "/rpc" })] });
 */
export function dedupe(): Link {
  return (next) => {
    const inFlight = new Map<string, SharedCall>();

    return {
      async call(operation) {
        const { kind, path, input, headers, context, signal } = operation;
        if (kind !== "query" || Object.keys(context).length) return next.call(operation);
        const key = toJson({ path, input, headers });
        const joined = inFlight.get(key);
        const controller = joined?.controller ?? new AbortController();
        const shared = joined ?? {
          result: next.call({ ...operation, signal: controller.signal }).finally(() => inFlight.delete(key)),
          controller,
          callers: 0,
        };
        inFlight.set(key, shared);
        shared.callers += 1;
        const removeAbortListener = onAbort(signal, () => {
          shared.callers -= 1;
          if (shared.callers > 0) return;
          // An equal query must not join the aborted call.
          inFlight.delete(key);
          controller.abort();
        });
        const output: any = await shared.result.finally(removeAbortListener);
        if (!output?.[Symbol.asyncIterator]) return output;
        // Only one caller can read a stream.
        if (joined) return next.call(operation);
        onAbort(signal, () => controller.abort());
        return output;
      },
    };
  };
}
