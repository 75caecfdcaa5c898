import type { AppRouter } from "@board/bindings/trpc";
import type { TRPCLink } from "@trpc/client";
import { observable } from "@trpc/server/observable";
import type { SignedIn } from "../types";
import { shouldRefreshAuth } from "../../session/renewable";
import type { Session } from "../../session/session";

/** Upon UNAUTHORIZED: renews the session and makes the call once more. */
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
              void session.refreshAuth(refresh).then((renewed) => {
                if (renewed) running = attempt(false);
                else observer.error(error);
              });
            },
          });
        let running = attempt(true);
        return () => running.unsubscribe();
      });
}
