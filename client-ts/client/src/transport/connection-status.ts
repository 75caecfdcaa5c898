import type { IsotypeError } from "../error/index.js";
import { createQueue } from "../protocol/index.js";
import { type Backoff, backoffDelayMs } from "./backoff.js";

/** State of the connection of a link or of one subscription. */
export type ConnectionState =
  /** No operation needs a connection. */
  | { readonly state: "idle" }
  | { readonly state: "connecting" }
  /** The server has responded on this connection. */
  | { readonly state: "open" }
  | ReconnectingState
  /** The link does not reconnect until the next call. Without an error, the application closed it. */
  | { readonly state: "closed"; readonly error?: IsotypeError | undefined };

/** State of a connection that failed and reopens after a delay. */
export interface ReconnectingState {
  readonly state: "reconnecting";
  /** Time of the next attempt, in milliseconds since the epoch, as returned by `Date.now()`. */
  readonly retryAt: number;
  /** Number of failed attempts since the last successful one. */
  readonly attempt: number;
  readonly error: IsotypeError;
}

/** Returns the state before the next attempt, and its delay. The delay is never shorter than the server asks for. */
export function nextRetry(
  error: IsotypeError,
  attempt: number,
  backoff?: Backoff,
): [state: ReconnectingState, delayMs: number] {
  const ms = backoffDelayMs(attempt, backoff) + (error.retryAfterMs ?? 0);
  return [{ state: "reconnecting", retryAt: Date.now() + ms, attempt, error }, ms];
}

/**
 * Observable state of a link's connections. `get` and `subscribe` fit React's `useSyncExternalStore`. Iterating yields
 * the current state and each change.
 *
 * @example
 * const events = sse({ url: "/rpc" });
 * events.status.subscribe(() => showStatus(events.status.get().state));
 */
export interface ConnectionStatus extends AsyncIterable<ConnectionState> {
  readonly get: () => ConnectionState;
  /** Calls `listener` on each change. Returns a function that removes the listener. */
  readonly subscribe: (listener: () => void) => () => void;
}

/** {@link ConnectionStatus} with a setter. */
export interface ConnectionStatusSource extends ConnectionStatus {
  readonly set: (state: ConnectionState) => void;
}

/** Creates a status in the state `idle`. */
export function createConnectionStatus(): ConnectionStatusSource {
  let now: ConnectionState = { state: "idle" };
  const listeners = new Set<() => void>();
  const subscribe = (listener: () => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  return {
    get: () => now,
    subscribe,
    set(state) {
      // Every response sets the state to open. Only the first one is a change.
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
