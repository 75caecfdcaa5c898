import { createQueue } from "../protocol/index.js";
import { type Link, onAbort, type Operation } from "../transport/index.js";
import type { LiveLink } from "./options.js";
import { createSession, type Session, type WsOptions } from "./ws-session.js";

/**
 * Ends the chain for every kind of call: one WebSocket carries them all, each as if it were alone.
 *
 * After a break subscriptions go on behind the last event that arrived. A call that was under way rejects with
 * `NETWORK`, for it may have happened: `retry()` repeats queries. The server learns who is calling from
 * `connectionParams` or from a cookie; `headers` and `bearer()` do not reach it.
 *
 * @example
 * const live = ws({ url: "/rpc", connectionParams: () => ({ token: session.token }), renew: () => session.renew() });
 * const client = createClient(api, { links: [retry(), live] });
 * live.status.subscribe(() => show(live.status.get()));
 */
export function ws(options: WsOptions): LiveLink {
  const session = createSession(options);
  const link: Link = () => ({
    async call(operation) {
      for await (const output of values(session, operation)) return output;
      return undefined;
    },
    subscribe: (operation) => values(session, operation),
  });
  return Object.assign(link, { status: session.status, close: session.close });
}

/** What comes for an operation: for a call one value. */
async function* values(session: Session, operation: Operation): AsyncGenerator<unknown, void, undefined> {
  const { signal } = operation;
  if (signal?.aborted) return;
  const queue = createQueue<unknown>();
  const leave = session.add(operation, queue);
  const ignore = onAbort(signal, leave);
  try {
    yield* queue;
  } finally {
    ignore();
    leave();
  }
}
