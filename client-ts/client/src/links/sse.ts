import { type IsotypeError, toIsotypeError } from "../error/index.js";
import {
  type ConnectionState,
  createStatus,
  follow,
  isFault,
  isTransient,
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
    const { resume, onConnection } = given;
    const hangUp = follow(given.signal);
    const { signal } = hangUp;
    let ended: ConnectionState = { state: "idle" };
    const tell = (now: ConnectionState) => {
      running.set(hangUp, now);
      show(now);
      onConnection?.(now);
    };
    const session: Session = { operation: { ...given, signal }, tell, failures: 0, opened: false };
    try {
      for (let input = given.input; ; input = resume ? resume(session.lastId) : input) {
        signal.throwIfAborted();
        tell({ state: "connecting" });
        try {
          return yield* connect(session, options, input);
        } catch (thrown) {
          const [now, ms] = pause(mayPass(session, thrown), ++session.failures, options.backoff);
          tell(now);
          await sleep(ms, signal);
        }
      }
    } catch (thrown) {
      const reason = toIsotypeError(thrown, session.operation);
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

/** The error behind which another connection may do better; throws one that ends the subscription. */
function mayPass({ operation, opened }: Session, thrown: unknown): IsotypeError {
  const error = toIsotypeError(thrown, operation);
  // Within the stream an error that is no fault of the server ends it; before, what passes is waited out too.
  if (error.code === "NETWORK" || isFault(error) || (!opened && isTransient(error))) return error;
  throw error;
}
