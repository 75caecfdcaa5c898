import { aborted, toIsotypeError } from "../error/index.js";
import {
  createStatus,
  follow,
  type Link,
  onAbort,
  type Operation,
  type SessionState,
  sleep,
  type StatusSource,
  waitMs,
} from "../transport/index.js";
import type { LiveLink, SseOptions } from "./options.js";
import { connect, type Session } from "./sse-connection.js";

/**
 * Takes subscriptions: server-sent events over `fetch`, so that headers and tokens work. Passes calls on.
 *
 * A connection that breaks is opened again behind the last event that arrived. A refusal ends the subscription. Each
 * subscription has a connection of its own; the status is that of the one that is worst off.
 */
export function sse(options: SseOptions): LiveLink {
  const status = createStatus();
  const running = new Map<object, SessionState>();
  let hangUp = new AbortController();

  const link: Link = (next) => ({
    call: (operation) => next.call(operation),
    subscribe: (operation) => ({
      [Symbol.asyncIterator]() {
        const [own, unfollow] = follow(operation.signal);
        const ignore = onAbort(hangUp.signal, () => own.abort());
        const tell = teller(operation, running, status);
        return run({ ...operation, signal: own.signal }, options, tell, () => {
          unfollow();
          ignore();
        });
      },
    }),
  });
  const close = () => {
    hangUp.abort();
    hangUp = new AbortController();
    running.clear();
    status.set({ state: "closed", reason: undefined });
  };
  return Object.assign(link, { status, close });
}

async function* run(
  operation: Operation,
  options: SseOptions,
  tell: Session["tell"],
  unfollow: () => void,
): AsyncGenerator<unknown, void, undefined> {
  const { backoff = { firstMs: 500, maxMs: 30_000 } } = options;
  const { signal, path } = operation;
  const session: Session = { operation, tell, lastId: "", again: false, failures: 0 };
  try {
    while (!signal?.aborted) {
      tell({ state: "connecting" });
      const ending = yield* connect(session, options);
      if (ending.over) return;
      session.failures += 1;
      const ms = waitMs(backoff, session.failures);
      tell({ state: "waiting", until: Date.now() + ms, attempt: session.failures, error: ending.error });
      await sleep(ms, signal);
    }
    throw aborted(path, signal);
  } catch (thrown) {
    if (!signal?.aborted) tell({ state: "closed", reason: toIsotypeError(thrown, path) });
    throw thrown;
  } finally {
    unfollow();
    tell({ state: "idle" });
  }
}

/** What tells the subscriber and the link's status what one subscription's connection does. */
function teller(
  { onConnection }: Operation,
  running: Map<object, SessionState>,
  status: StatusSource,
): Session["tell"] {
  const me = {};
  return (now) => {
    const { state } = now;
    if (state === "connecting") onConnection?.({ state });
    if (state === "live") onConnection?.({ state: "open" });
    if (state === "waiting") onConnection?.({ state, retryInMs: now.until - Date.now(), error: now.error });
    if (state === "idle" || state === "closed") running.delete(me);
    else running.set(me, now);
    const all = [...running.values()];
    const worst = ["waiting", "connecting", "live"].flatMap((name) => all.filter((each) => each.state === name))[0];
    // A refusal stays to be seen until somebody subscribes again.
    if (worst || state !== "idle" || status.get().state !== "closed") status.set(worst ?? now);
  };
}
