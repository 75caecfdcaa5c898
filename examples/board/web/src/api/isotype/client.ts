import { api, type Client } from "@board/bindings";
import { createClient, IsotypeError, type Link } from "@isotype/client";
import { batch, bearer, type ConnectionLink, split, sse } from "@isotype/client/links";
import { type Session, shouldRefreshAuth } from "../../session/session";
import { RPC_URL } from "../context";
import type { SignedIn } from "../types";

/** Client of the board and its event link. */
export interface BoardClient {
  readonly client: Client;
  /** Link that carries the feed. */
  readonly events: ConnectionLink;
}

/** Creates the client with its links. */
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

/** Creates a link that refreshes the session after UNAUTHORIZED and retries the call once. */
export function refreshAuthLink(session: Session, refresh: () => Promise<SignedIn>): Link {
  return (next) => ({
    call: async (operation) => {
      try {
        return await next.call(operation);
      } catch (error) {
        if (!(error instanceof IsotypeError) || !shouldRefreshAuth(session, operation.path, error.code)) throw error;
        if (!(await session.refreshAuth(refresh))) throw error;
        return next.call(operation);
      }
    },
  });
}
