import type { Link } from "../transport/index.js";
import type { ConnectionLink } from "./options.js";
import { createWsSession, type WsOptions } from "./ws-session.js";

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
export function ws(options: WsOptions): ConnectionLink {
  const { request: open, status, close } = createWsSession(options);
  const link: Link = () => ({
    async call(operation) {
      for await (const output of open(operation)) return output;
      return undefined;
    },
    subscribe: open,
  });
  return Object.assign(link, { status, close });
}
