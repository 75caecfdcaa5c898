import type { IsotypeError } from "../error/index.js";
import { createQueue } from "../protocol/index.js";
import { RECONNECT_BACKOFF, backoffDelayMs } from "./backoff.js";

/** What a connection is doing: that of a link, or of one subscription. */
export type ConnectionState =
  /** Nobody asks for anything. */
  | { readonly state: "idle" }
  | { readonly state: "connecting" }
  /** The server has answered on this connection. */
  | { readonly state: "open" }
  | ReconnectingState
  /** Nothing is tried until the next call; without a reason it was closed from this side. */
  | { readonly state: "closed"; readonly error?: IsotypeError | undefined };

/** The next try comes at `until`, in milliseconds as of `Date.now()`. */
export interface ReconnectingState {
  readonly state: "reconnecting";
  readonly retryAt: number;
  /** Tries that failed since one last worked. */
  readonly attempt: number;
  readonly error: IsotypeError;
}

/** The pause before the next try, and its length: no shorter than the server asks for. */
export function nextRetry(
  error: IsotypeError,
  attempt: number,
  backoff = RECONNECT_BACKOFF,
): [now: ReconnectingState, ms: number] {
  const ms = backoffDelayMs(backoff, attempt) + (error.retryAfterMs ?? 0);
  return [{ state: "reconnecting", retryAt: Date.now() + ms, attempt, error }, ms];
}

/**
 * A state to show: read it, be told of changes, or iterate over it. `get` and `subscribe` are what React's
 * `useSyncExternalStore` takes.
 */
export interface ConnectionStatus extends AsyncIterable<ConnectionState> {
  readonly get: () => ConnectionState;
  /** Calls `listener` at each change, until the function that it returns is called. */
  readonly subscribe: (listener: () => void) => () => void;
}

/** A status, and what changes it. */
export interface ConnectionStatusSource extends ConnectionStatus {
  readonly set: (state: ConnectionState) => void;
}

/** A status that begins as idle. */
export function createConnectionStatus(): ConnectionStatusSource {
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
      if (state.state === "open" && now.state === "open") return;
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
