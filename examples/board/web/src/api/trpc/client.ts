import { type AppRouter, codecLink } from "@board/bindings/trpc";
import { createTRPCClient, httpBatchLink, httpSubscriptionLink, splitLink, type TRPCClient } from "@trpc/client";
import type { Session } from "../../session/session";
import { RPC_URL } from "../context";
import { rejectWithCallError } from "./call-error";
import { refreshAuthLink } from "./refresh-auth-link";

/** Creates the tRPC client with its links. */
export function createClient(session: Session): TRPCClient<AppRouter> {
  const client: TRPCClient<AppRouter> = createTRPCClient<AppRouter>({
    links: [
      codecLink,
      refreshAuthLink(session, () => rejectWithCallError(client.auth.refresh.mutate())),
      splitLink({
        condition: (op) => op.type === "subscription",
        true: httpSubscriptionLink({ url: RPC_URL }),
        false: httpBatchLink({
          url: RPC_URL,
          headers: () => (session.token === undefined ? {} : { authorization: `Bearer ${session.token}` }),
        }),
      }),
    ],
  });
  return client;
}
