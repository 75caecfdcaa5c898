import { IsotypeError, type Link } from "@isotype/client";
import { isRenewable } from "../../session/renewable";
import type { Session } from "../../session/session";
import type { SignedIn } from "../contract";

/** Upon UNAUTHORIZED: renews the session and makes the call once more. */
export function renew(session: Session, refresh: () => Promise<SignedIn>): Link {
  return (next) => ({
    call: async (operation) => {
      try {
        return await next.call(operation);
      } catch (error) {
        if (!(error instanceof IsotypeError) || !isRenewable(session, operation.path, error.code)) throw error;
        if (!(await session.renew(refresh))) throw error;
        return next.call(operation);
      }
    },
  });
}
