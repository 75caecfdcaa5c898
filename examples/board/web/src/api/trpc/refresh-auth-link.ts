import type { AppRouter } from "@board/bindings/trpc";
import type { TRPCLink } from "@trpc/client";
import { observable } from "@trpc/server/observable";
import type { SignedIn } from "../types";
import { type Session, shouldRefreshAuth } from "../../session/session";

/** Creates a link that refreshes the session after UNAUTHORIZED and retries the call once. */
export function refreshAuthLink(session: Session, refresh: () => Promise<SignedIn>): TRPCLink<AppRouter> {
  return () =>
    ({ op, next }) =>
      observable((observer) => {
        const attempt = (mayRefresh: boolean) =>
          next(op).subscribe({
            next: (value) => observer.next(value),
            complete: () => observer.complete(),
            error: (error) => {
              if (!mayRefresh || !shouldRefreshAuth(session, op.path, error.data?.code)) return observer.error(error);
              void session.refreshAuth(refresh).then((isRefreshed) => {
                if (isRefreshed) running = attempt(false);
                else observer.error(error);
              });
            },
          });
        let running = attempt(true);
        return () => running.unsubscribe();
      });
}
