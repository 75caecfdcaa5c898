import type { IsotypeError } from "../error/index.js";
import {
  type ConnectionState,
  createConnectionStatus,
  type Link,
  linkedAbortController,
  type Operation,
} from "../transport/index.js";
import type { ConnectionLink, SseOptions } from "./options.js";
import { subscribeWithReconnect } from "./sse-subscription.js";

/**
 * Sends subscriptions over server-sent events. It uses `fetch`, so headers and tokens work. Calls pass through.
 *
 * After a failure, a subscription resumes after the last received event. An error response ends it. Each subscription
 * has its own connection. The link's status is `open` only if all connections are open.
 *
 * @example
 * const events = sse({ url: "/rpc" });
 * const client = createClient(api, { links: [split({ subscription: events, otherwise: batch({ url: "/rpc" }) })] });
 */
export function sse(options: SseOptions): ConnectionLink {
  const status = createConnectionStatus();
  const subscriptions = new Map<AbortController, ConnectionState>();
  let pendingRefresh: Promise<unknown> | undefined;
  /** Refreshes the authentication, once for all subscriptions that are rejected while the refresh is pending. */
  const refreshAuth =
    options.refreshAuth &&
    (() =>
      (pendingRefresh ??= Promise.resolve()
        .then(options.refreshAuth)
        .finally(() => (pendingRefresh = undefined))));

  function updateStatus(otherwise: ConnectionState): void {
    const states = [...subscriptions.values()];
    status.set(states.find(({ state }) => state !== "open") ?? states[0] ?? otherwise);
  }

  async function* subscribe(original: Operation): AsyncGenerator<unknown, void, undefined> {
    const controller = linkedAbortController(original.signal);
    const operation = { ...original, signal: controller.signal };
    let lastState: ConnectionState = { state: "idle" };
    const onStateChange = (state: ConnectionState) => {
      subscriptions.set(controller, state);
      updateStatus(state);
      original.onConnectionStateChange?.(state);
    };
    try {
      yield* subscribeWithReconnect(operation, options, onStateChange, refreshAuth);
    } catch (error) {
      if (!controller.signal.aborted) lastState = { state: "closed", error: error as IsotypeError };
      throw error;
    } finally {
      controller.abort();
      if (subscriptions.delete(controller)) updateStatus(lastState);
    }
  }

  const link: Link = () => ({ subscribe });
  const close = () => {
    for (const controller of subscriptions.keys()) controller.abort();
    subscriptions.clear();
    status.set({ state: "closed" });
  };
  return Object.assign(link, { status, close });
}
