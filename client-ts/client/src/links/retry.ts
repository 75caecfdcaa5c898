import { type IsotypeError, toIsotypeError } from "../error/index.js";
import { type Backoff, isTransient, type Link, type Operation, pause, sleep } from "../transport/index.js";

/** The kinds of calls that have one answer. */
export type CallKind = "query" | "mutation";

/** Options of {@link retry}. */
export interface RetryOptions {
  /** Attempts in all, the first included; 3 by default. */
  readonly attempts?: number;
  /** Which kinds of calls are repeated; both by default. */
  readonly only?: CallKind | readonly CallKind[];
  /** Which errors are worth another attempt; by default those of the network, of timeouts and of overload. */
  readonly when?: (error: IsotypeError) => boolean;
  /** The waits between attempts; a fifth of a second, doubling to five seconds, by default. */
  readonly backoff?: Backoff;
}

/** A server that asks for more patience than this gets no other attempt: the caller is told instead. */
const PATIENCE_MS = 60_000;

/**
 * Repeats calls that failed for a passing reason, no sooner than the server asks for.
 *
 * A mutation is repeated only under an `idempotencyKey`, which the client makes where the procedure is `idempotent` on the
 * server: it may have happened though its answer is lost. Subscriptions pass, for `sse()` and `ws()` reconnect by themselves.
 */
export function retry(options: RetryOptions = {}): Link {
  const {
    attempts = 3,
    only = ["query", "mutation"],
    when = isTransient,
    backoff = { firstMs: 200, maxMs: 5_000 },
  } = options;
  const isRepeatable = ({ kind, idempotencyKey }: Operation) =>
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
          const isLate = ms > Math.min(PATIENCE_MS, deadline - Date.now());
          if (isLate || attempt >= attempts || !isRepeatable(operation) || !when(error)) throw error;
          await sleep(ms, signal);
          if (signal?.aborted) throw error;
        }
      }
    },
  });
}
