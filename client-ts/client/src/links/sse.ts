import type { IsotypeError } from "../error/index.js";
import { type ConnectionState, createStatus, follow, type Link, type Operation } from "../transport/index.js";
import type { ConnectionLink, SseOptions } from "./options.js";
import { subscribeWithReconnect } from "./sse-subscription.js";

/**
 * Takes subscriptions: server-sent events over `fetch`, so that headers and tokens work. Passes calls on.
 *
 * A connection that breaks is opened again behind the last event that arrived. A refusal ends the subscription. Each
 * subscription has a connection of its own; the status is that of one that is not live, where there is one.
 */
export function sse(options: SseOptions): ConnectionLink {
  const status = createStatus();
  /** The subscriptions, by what hangs each of them up. */
  const subscriptions = new Map<AbortController, ConnectionState>();
  let pendingRefresh: Promise<unknown> | undefined;
  /** Gets one token for all subscriptions that are refused meanwhile. */
  const refreshAuth =
    options.refreshAuth &&
    (() =>
      (pendingRefresh ??= Promise.resolve()
        .then(options.refreshAuth)
        .finally(() => (pendingRefresh = undefined))));

  function updateStatus(otherwise: ConnectionState): void {
    const all = [...subscriptions.values()];
    status.set(all.find(({ state }) => state !== "open") ?? all[0] ?? otherwise);
  }

  async function* subscribe(original: Operation): AsyncGenerator<unknown, void, undefined> {
    const controller = follow(original.signal);
    const operation = { ...original, signal: controller.signal };
    let ended: ConnectionState = { state: "idle" };
    const onStateChange = (now: ConnectionState) => {
      subscriptions.set(controller, now);
      updateStatus(now);
      original.onConnectionStateChange?.(now);
    };
    try {
      yield* subscribeWithReconnect(operation, options, onStateChange, refreshAuth);
    } catch (reason) {
      if (!controller.signal.aborted) ended = { state: "closed", error: reason as IsotypeError };
      throw reason;
    } finally {
      controller.abort();
      if (subscriptions.delete(controller)) updateStatus(ended);
    }
  }

  const link: Link = () => ({ subscribe });
  const close = () => {
    for (const hangUp of subscriptions.keys()) hangUp.abort();
    subscriptions.clear();
    status.set({ state: "closed" });
  };
  return Object.assign(link, { status, close });
}
