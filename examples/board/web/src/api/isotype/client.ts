import { api, type Client } from "@board/bindings";
import { createClient } from "@isotype/client";
import { batch, bearer, split, sse } from "@isotype/client/links";
import type { Session } from "../../session/session";
import { RPC_URL } from "../url";
import { renew } from "./renew";

/** Our client, with the links that the page needs. */
export function createBoardClient(session: Session): Client {
  const client: Client = createClient(api, {
    links: [
      renew(session, () => client.auth.refresh()),
      bearer(() => session.token),
      split({
        subscription: sse({ url: RPC_URL }),
        otherwise: batch({ url: RPC_URL }),
      }),
    ],
  });
  return client;
}
