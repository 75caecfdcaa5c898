import { type IsotypeError, toIsotypeError } from "../error/index.js";
import { type Backoff, isTransient, type Link, sleep, waitMs } from "../transport/index.js";

/** The kinds of calls that have one answer. */
export type CallKind = "query" | "mutation";

/** Options of {@link retry}. */
export interface RetryOptions {
  /** Attempts in all, the first included; 3 by default. */
  readonly attempts?: number;
  /** Which calls are repeated; queries alone by default, for a mutation may have happened though its answer is lost. */
  readonly only?: CallKind | readonly CallKind[];
  /** Which errors are worth another attempt; by default those of the network, of timeouts and of overload. */
  readonly when?: (error: IsotypeError) => boolean;
  /** The waits between attempts; a fifth of a second, doubling to five seconds, by default. */
  readonly backoff?: Backoff;
}

/** Repeats calls that failed for a passing reason. Subscriptions pass: `sse()` reconnects by itself. */
export function retry(options: RetryOptions = {}): Link {
  const { attempts = 3, only = "query", when = isTransient, backoff = { firstMs: 200, maxMs: 5_000 } } = options;
  const kinds: readonly string[] = typeof only === "string" ? [only] : only;
  return (next) => ({
    async call(operation) {
      const { kind, path, signal } = operation;
      for (let attempt = 1; ; attempt += 1) {
        try {
          return await next.call(operation);
        } catch (thrown) {
          const error = toIsotypeError(thrown, path);
          if (attempt >= attempts || !kinds.includes(kind) || !when(error)) throw error;
          await sleep(waitMs(backoff, attempt), signal);
          if (signal?.aborted) throw error;
        }
      }
    },
    subscribe: (operation) => next.subscribe(operation),
  });
}
