import { IsotypeError } from "../error/index.js";
import { follow, type Link } from "../transport/index.js";

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
    subscribe: (operation) => next.subscribe(operation),
    async call(operation) {
      const { path, deadline } = operation;
      const [stop, unfollow] = follow(operation.signal);
      let timer: ReturnType<typeof setTimeout> | undefined;
      const late = new Promise<never>((_, reject) => {
        timer = setTimeout(() => {
          reject(new IsotypeError(`no answer within ${ms} ms`, { code: "TIMEOUT", path }));
          stop.abort();
        }, ms);
      });
      try {
        const answer = next.call({
          ...operation,
          signal: stop.signal,
          deadline: Math.min(deadline, Date.now() + ms),
        });
        return await Promise.race([answer, late]);
      } finally {
        clearTimeout(timer);
        unfollow();
      }
    },
  });
}
