import { toIsotypeError } from "../error/index.js";
import {
  type ConnectionState,
  createStatus,
  follow,
  type Link,
  type Operation,
  pause,
  sleep,
} from "../transport/index.js";
import type { LiveLink, SseOptions } from "./options.js";
import { connect, type Session } from "./sse-connection.js";

/** From worst to best. */
const RANKS = ["waiting", "connecting", "live"];

/**
 * Takes subscriptions: server-sent events over `fetch`, so that headers and tokens work. Passes calls on.
 *
 * A connection that breaks is opened again behind the last event that arrived. A refusal ends the subscription. Each
 * subscription has a connection of its own; the status is that of the one that is worst off.
 */
export function sse(options: SseOptions): LiveLink {
  const status = createStatus();
  /** The subscriptions, by what hangs each of them up. */
  const running = new Map<AbortController, ConnectionState>();

  function show(otherwise: ConnectionState): void {
    const all = [...running.values()];
    status.set(RANKS.flatMap((rank) => all.filter(({ state }) => state === rank))[0] ?? otherwise);
  }

  async function* subscribe(given: Operation): AsyncGenerator<unknown, void, undefined> {
    const { onConnection } = given;
    const hangUp = follow(given.signal);
    const { signal } = hangUp;
    const operation = { ...given, signal };
    let ended: ConnectionState = { state: "idle" };
    const tell = (now: ConnectionState) => {
      running.set(hangUp, now);
      show(now);
      onConnection?.(now);
    };
    try {
      yield* run({ operation, tell, failures: 0 }, options);
    } catch (thrown) {
      const reason = toIsotypeError(thrown, operation);
      if (!signal.aborted) ended = { state: "closed", reason };
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
    status.set({ state: "closed", reason: undefined });
  };
  return Object.assign(link, { status, close });
}

/** One connection after another, until the server has said all. */
async function* run(session: Session, options: SseOptions): AsyncGenerator<unknown, void, undefined> {
  const { tell } = session;
  const { input: first, resume, signal } = session.operation;
  for (let input = first; ; input = resume ? resume(session.lastId) : first) {
    signal?.throwIfAborted();
    tell({ state: "connecting" });
    const error = yield* connect(session, options, input);
    if (!error) return;
    const [now, ms] = pause(error, ++session.failures, options.backoff);
    tell(now);
    await sleep(ms, signal);
  }
}
