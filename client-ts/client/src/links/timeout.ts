import { IsotypeError } from "../error/index.js";
import { type Link, within } from "../transport/index.js";

/** Options of {@link timeout}. */
export interface TimeoutOptions {
  /** How long a call may take, in milliseconds. */
  readonly ms: number;
}

/**
 * Rejects a call that takes too long with `TIMEOUT`, and tells the server how much time is left, so that it does not
 * work for nobody. In front of `retry()` it limits all attempts together, behind it each of them. Subscriptions pass.
 */
export function timeout({ ms }: TimeoutOptions): Link {
  return (next) => ({
    async call(operation) {
      const { signal, deadline } = operation;
      const controller = new AbortController();
      const onTimeout = () => {
        controller.abort();
        return new IsotypeError(`no answer within ${ms} ms`, { code: "TIMEOUT" });
      };
      const limit = Math.min(deadline, Date.now() + ms);
      // An answer that streams is still given up by its caller when it is there.
      const either = AbortSignal.any([controller.signal, signal ?? controller.signal]);
      return within(next.call({ ...operation, signal: either, deadline: limit }), ms, onTimeout);
    },
  });
}
