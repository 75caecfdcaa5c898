import type { FeedState } from "../board";

/** Tells from the feed's own requests whether it is connected: one that is answered is live, a further one is a repair. */
export class FeedMonitor {
  #state: FeedState = "connecting";
  readonly #listeners = new Set<() => void>();

  /** For the `sse` link. */
  readonly fetch: typeof fetch = async (input, init) => {
    if (this.#state === "live") this.#set("reconnecting");
    const response = await fetch(input, init);
    if (response.ok) this.#set("live");
    return response;
  };

  /** For `useSyncExternalStore`. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** For `useSyncExternalStore`. */
  readonly state = (): FeedState => this.#state;

  #set(state: FeedState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}
