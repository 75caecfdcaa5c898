import { type IsotypeError, toIsotypeError } from "../error/index.js";
import { type Backoff, isTransient, type Link, type Operation, pause, sleep } from "../transport/index.js";

/** The kinds of calls that have one answer. */
export type CallKind = "query" | "mutation";

/** Options of {@link retry}. */
export interface RetryOptions {
  /** Attempts in all, the first included; 3 by default. */
  readonly maxAttempts?: number;
  /** Which kinds of calls are repeated; both by default. */
  readonly kinds?: CallKind | readonly CallKind[];
  /** Which errors are worth another attempt; by default those of the network, of timeouts and of overload. */
  readonly shouldRetry?: (error: IsotypeError) => boolean;
  /** The waits between attempts; a fifth of a second, doubling to five seconds, by default. */
  readonly backoff?: Backoff;
}

/** A server that asks for more patience than this gets no other attempt: the caller is told instead. */
const MAX_RETRY_AFTER_MS = 60_000;

/**
 * Repeats calls that failed for a passing reason, no sooner than the server asks for.
 *
 * A mutation is repeated only under an `idempotencyKey`, which the client makes where the procedure is `idempotent` on the
 * server: it may have happened though its answer is lost. Subscriptions pass, for `sse()` and `ws()` reconnect by themselves.
 */
export function retry(options: RetryOptions = {}): Link {
  const {
    maxAttempts: attempts = 3,
    kinds: only = ["query", "mutation"],
    shouldRetry: when = isTransient,
    backoff = { initialDelayMs: 200, maxDelayMs: 5_000 },
  } = options;
  const isRetryable = ({ kind, idempotencyKey }: Operation) =>
    only.includes(kind as CallKind) && (kind === "query" || idempotencyKey);
  return (next) => ({
    async call(operation) {
      const { signal, deadline } = operation;
      for (let attempt = 1; ; attempt += 1) {
        try {
          return await next.call(operation);
        } catch (thrown) {
          const error = toIsotypeError(thrown, operation);
          const [, ms] = pause(error, attempt, backoff);
          const exceedsLimit = ms > Math.min(MAX_RETRY_AFTER_MS, deadline - Date.now());
          if (exceedsLimit || attempt >= attempts || !isRetryable(operation) || !when(error)) throw error;
          await sleep(ms, signal);
          if (signal?.aborted) throw error;
        }
      }
    },
  });
}
