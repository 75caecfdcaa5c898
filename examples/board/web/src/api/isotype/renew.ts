import { IsotypeError, type Link } from "@isotype/client";
import { shouldRefreshAuth } from "../../session/renewable";
import type { Session } from "../../session/session";
import type { SignedIn } from "../types";

/** Upon UNAUTHORIZED: renews the session and makes the call once more. */
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
