import type { IsotypeError } from "../error/index.js";
import { type ConnectionState, createStatus, follow, type Link, type Operation } from "../transport/index.js";
import type { LiveLink, SseOptions } from "./options.js";
import { valuesOf } from "./sse-connection.js";

/**
 * Takes subscriptions: server-sent events over `fetch`, so that headers and tokens work. Passes calls on.
 *
 * A connection that breaks is opened again behind the last event that arrived. A refusal ends the subscription. Each
 * subscription has a connection of its own; the status is that of one that is not live, where there is one.
 */
export function sse(options: SseOptions): LiveLink {
  const status = createStatus();
  /** The subscriptions, by what hangs each of them up. */
  const running = new Map<AbortController, ConnectionState>();
  let renewal: Promise<unknown> | undefined;
  /** Gets one token for all subscriptions that are refused meanwhile. */
  const renew =
    options.renew &&
    (() =>
      (renewal ??= Promise.resolve()
        .then(options.renew)
        .finally(() => (renewal = undefined))));

  function show(otherwise: ConnectionState): void {
    const all = [...running.values()];
    status.set(all.find(({ state }) => state !== "live") ?? all[0] ?? otherwise);
  }

  async function* subscribe(given: Operation): AsyncGenerator<unknown, void, undefined> {
    const hangUp = follow(given.signal);
    const operation = { ...given, signal: hangUp.signal };
    let ended: ConnectionState = { state: "idle" };
    const tell = (now: ConnectionState) => {
      running.set(hangUp, now);
      show(now);
      given.onConnection?.(now);
    };
    try {
      yield* valuesOf(operation, options, tell, renew);
    } catch (reason) {
      if (!hangUp.signal.aborted) ended = { state: "closed", reason: reason as IsotypeError };
      throw reason;
    } finally {
      hangUp.abort();
      if (running.delete(hangUp)) show(ended);
    }
  }

  const link: Link = () => ({ subscribe });
  const close = () => {
    for (const hangUp of running.keys()) hangUp.abort();
    running.clear();
    status.set({ state: "closed" });
  };
  return Object.assign(link, { status, close });
}
