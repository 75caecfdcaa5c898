import { api, type Client } from "@board/bindings";
import { createClient } from "@isotype/client";
import { batch, bearer, type ConnectionLink, split, sse } from "@isotype/client/links";
import type { Session } from "../../session/session";
import { RPC_URL } from "../url";
import { refreshAuthLink } from "./renew";

/** What the page needs of our client. */
export interface BoardClient {
  readonly client: Client;
  /** Carries the feed. */
  readonly events: ConnectionLink;
}

/** Our client, with the links that the page needs. */
export function createBoardClient(session: Session): BoardClient {
  const events = sse({ url: RPC_URL });
  const client: Client = createClient(api, {
    links: [
      refreshAuthLink(session, () => client.auth.refresh()),
      bearer(() => session.token),
      split({
        subscription: events,
        otherwise: batch({ url: RPC_URL }),
      }),
    ],
  });
  return { client, events };
}
