import type { Link } from "../transport/index.js";
import type { ConnectionLink } from "./options.js";
import { type WsOptions, WsSession } from "./ws-session.js";

/**
 * Sends calls and subscriptions over one WebSocket. This is a terminating link.
 *
 * After a failure, subscriptions resume after the last received event. A call in flight rejects with `NETWORK`, because
 * the server may have run it; `retry()` repeats queries. The server identifies the caller by `connectionParams` or by a
 * cookie. Headers, including those of `bearer()`, are not sent.
 *
 * @example
 * const socket = ws({
 *   url: "/rpc",
 *   connectionParams: () => ({ token: session.token }),
 *   refreshAuth: () => session.refresh(),
 * });
 * const client = createClient(api, { links: [retry(), socket] });
 * socket.status.subscribe(() => show(socket.status.get()));
 */
export function ws(options: WsOptions): ConnectionLink {
  const session = new WsSession(options);
  const link: Link = () => ({
    async call(operation) {
      for await (const output of session.request(operation)) return output;
      return undefined;
    },
    subscribe: (operation) => session.request(operation),
  });
  return Object.assign(link, { status: session.status, close: () => session.close() });
}
