import type { Session } from "./session";

/** Calls that open or end a session: their UNAUTHORIZED is an answer, not a token gone stale. */
const AUTH_PROCEDURES = new Set(["auth.signIn", "auth.signUp", "auth.refresh", "auth.signOut"]);

/** Whether a failed call deserves one more try with a fresh token. */
export function shouldRefreshAuth(session: Session, path: string, code: string | undefined): boolean {
  return code === "UNAUTHORIZED" && session.token !== undefined && !AUTH_PROCEDURES.has(path);
}
