import type { IsotypeError } from "../error/index.js";

/** What the connection behind a link is doing. */
export type SessionState =
  /** Nobody asks for anything. */
  | { readonly state: "idle" }
  | { readonly state: "connecting" }
  /** The server has answered on this connection. */
  | { readonly state: "live" }
  /** The next try comes at `until`, in milliseconds as of `Date.now()`. */
  | { readonly state: "waiting"; readonly until: number; readonly attempt: number; readonly error: unknown }
  /** Nothing is tried until the next call; without a reason it was closed from this side. */
  | { readonly state: "closed"; readonly reason: IsotypeError | undefined };

/**
 * A state to show: read it, be told of changes, or iterate over it. `get` and `subscribe` are what React's
 * `useSyncExternalStore` takes.
 */
export interface Status extends AsyncIterable<SessionState> {
  readonly get: () => SessionState;
  /** Calls `listener` at each change, until the function that it returns is called. */
  readonly subscribe: (listener: () => void) => () => void;
}

/** A status, and what changes it. */
export interface StatusSource extends Status {
  readonly set: (state: SessionState) => void;
}

/** A status that begins as idle. */
export function createStatus(): StatusSource {
  let now: SessionState = { state: "idle" };
  const listeners = new Set<() => void>();
  const subscribe = (listener: () => void) => {
    // Wrapped, so that a listener given twice is told twice and taken back once.
    const told = () => listener();
    listeners.add(told);
    return () => void listeners.delete(told);
  };
  return {
    get: () => now,
    subscribe,
    set(state) {
      now = state;
      for (const listener of listeners) listener();
    },
    async *[Symbol.asyncIterator]() {
      let wake = () => {};
      const unsubscribe = subscribe(() => wake());
      try {
        for (;;) {
          const change = new Promise<void>((resolve) => {
            wake = resolve;
          });
          yield now;
          await change;
        }
      } finally {
        unsubscribe();
      }
    },
  };
}
