import type { IsotypeError } from "../error/index.js";
import { createQueue } from "../protocol/index.js";
import { RECONNECT, waitMs } from "./backoff.js";

/** What a connection is doing: that of a link, or of one subscription. */
export type ConnectionState =
  /** Nobody asks for anything. */
  | { readonly state: "idle" }
  | { readonly state: "connecting" }
  /** The server has answered on this connection. */
  | { readonly state: "live" }
  | Pause
  /** Nothing is tried until the next call; without a reason it was closed from this side. */
  | { readonly state: "closed"; readonly reason?: IsotypeError | undefined };

/** The next try comes at `until`, in milliseconds as of `Date.now()`. */
export interface Pause {
  readonly state: "waiting";
  readonly until: number;
  /** Tries that failed since one last worked. */
  readonly attempt: number;
  readonly error: IsotypeError;
}

/** The pause before the next try, and its length: no shorter than the server asks for. */
export function pause(error: IsotypeError, attempt: number, backoff = RECONNECT): [now: Pause, ms: number] {
  const ms = waitMs(backoff, attempt) + (error.retryAfterMs ?? 0);
  return [{ state: "waiting", until: Date.now() + ms, attempt, error }, ms];
}

/**
 * A state to show: read it, be told of changes, or iterate over it. `get` and `subscribe` are what React's
 * `useSyncExternalStore` takes.
 */
export interface Status extends AsyncIterable<ConnectionState> {
  readonly get: () => ConnectionState;
  /** Calls `listener` at each change, until the function that it returns is called. */
  readonly subscribe: (listener: () => void) => () => void;
}

/** A status, and what changes it. */
export interface StatusSource extends Status {
  readonly set: (state: ConnectionState) => void;
}

/** A status that begins as idle. */
export function createStatus(): StatusSource {
  let now: ConnectionState = { state: "idle" };
  const listeners = new Set<() => void>();
  const subscribe = (listener: () => void) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  };
  return {
    get: () => now,
    subscribe,
    set(state) {
      // Each answer says that a connection is live.
      if (state.state === "live" && now.state === "live") return;
      now = state;
      for (const listener of listeners) listener();
    },
    async *[Symbol.asyncIterator]() {
      const states = createQueue<ConnectionState>();
      const unsubscribe = subscribe(() => states.push(now));
      states.push(now);
      try {
        yield* states;
      } finally {
        unsubscribe();
      }
    },
  };
}
