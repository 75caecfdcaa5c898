import { IsotypeError } from "../error/index.js";
import { type Link, withTimeout } from "../transport/index.js";

/** Options of {@link timeout}. */
export interface TimeoutOptions {
  /** Time limit of a call, in milliseconds. */
  readonly ms: number;
}

/**
 * Rejects calls that exceed a time limit with `TIMEOUT`. The remaining time is sent to the server, so that it can stop
 * too. Before `retry()`, the limit covers all attempts together; after it, each attempt. Subscriptions pass through.
 *
 * @example
 * createClient(api, { links: [timeout({ ms: 10_000 }), batch({ url: "/rpc" })] });
 */
export function timeout({ ms }: TimeoutOptions): Link {
  return (next) => ({
    async call(operation) {
      const { signal, deadline } = operation;
      const controller = new AbortController();
      const timeoutError = () => {
        controller.abort();
        return new IsotypeError(`no response within ${ms} ms`, { code: "TIMEOUT" });
      };
      // The caller's signal stays in use after the call resolves, because the output may be a stream.
      const either = AbortSignal.any([controller.signal, signal ?? controller.signal]);
      const limited = { ...operation, signal: either, deadline: Math.min(deadline, Date.now() + ms) };
      return withTimeout(next.call(limited), ms, timeoutError);
    },
  });
}
