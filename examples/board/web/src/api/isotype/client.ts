import { api, type Client } from "@board/bindings";
import { createClient } from "@isotype/client";
import { batch, bearer, split, sse } from "@isotype/client/links";
import type { Session } from "../../session/session";
import { RPC_URL } from "../url";
import type { FeedMonitor } from "./feed-monitor";
import { renew } from "./renew";

/** Our client, with the links that the page needs. */
export function createBoardClient(session: Session, monitor: FeedMonitor): Client {
  const client: Client = createClient(api, {
    links: [
      renew(session, () => client.auth.refresh()),
      bearer(() => session.token),
      split({
        subscription: sse({ url: RPC_URL, fetch: monitor.fetch }),
        otherwise: batch({ url: RPC_URL }),
      }),
    ],
  });
  return client;
}
