import { type IsotypeError, toIsotypeError } from "../error/index.js";
import { type Backoff, isTransient, type Link, nextRetry, sleep } from "../transport/index.js";
import { MAX_RETRY_AFTER_MS } from "./constants.js";

/** Kind of procedure with a single output. */
export type CallKind = "query" | "mutation";

/** Options of {@link retry}. */
export interface RetryOptions {
  /** Maximum number of attempts, including the first. 3 by default. */
  readonly maxAttempts?: number;
  /** Kinds of calls to retry. Both by default. */
  readonly kinds?: CallKind | readonly CallKind[];
  /** Returns `true` if a call should be retried. By default after network errors, timeouts and overload. */
  readonly shouldRetry?: (error: IsotypeError) => boolean;
  /** Delays between attempts. By default from 0.2 s, doubling up to 5 s. */
  readonly backoff?: Backoff;
}

/**
 * Retries calls after transient errors, no earlier than the server asks for.
 *
 * A mutation is retried only with an `idempotencyKey`, because the server may have run it even if the response was
 * lost. Calls to idempotent procedures have one by default. Subscriptions pass through: `sse()` and `ws()` reconnect.
 *
 * @example
 * createClient(api, { links: [retry({ maxAttempts: 5 }), batch({ url: "/rpc" })] });
 */
export function retry(options: RetryOptions = {}): Link {
  const {
    maxAttempts = 3,
    kinds = ["query", "mutation"],
    shouldRetry = isTransient,
    backoff = { initialDelayMs: 200, maxDelayMs: 5_000 },
  } = options;
  return (next) => ({
    async call(operation) {
      const { kind, idempotencyKey, signal, deadline } = operation;
      const isRetryable = kinds.includes(kind as CallKind) && (kind === "query" || idempotencyKey);
      for (let attempt = 1; ; attempt += 1) {
        try {
          return await next.call(operation);
        } catch (thrown) {
          const error = toIsotypeError(thrown, operation);
          const [, ms] = nextRetry(error, attempt, backoff);
          const exceedsLimit = ms > Math.min(MAX_RETRY_AFTER_MS, deadline - Date.now());
          if (exceedsLimit || attempt >= maxAttempts || !isRetryable || !shouldRetry(error)) throw error;
          await sleep(ms, signal);
          if (signal?.aborted) throw error;
        }
      }
    },
  });
}
