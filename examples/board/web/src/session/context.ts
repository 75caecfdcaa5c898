import { createContext, use, useSyncExternalStore } from "react";
import type { Session, SessionState } from "./session";

/** Carries the session to the components. */
export const SessionContext = createContext<Session | undefined>(undefined);

/** The session itself, to open or close it. */
export function useSession(): Session {
  const session = use(SessionContext);
  if (session === undefined) throw new Error("useSession needs a SessionContext around it");
  return session;
}

/** Who uses the page, kept current. */
export function useSessionState(): SessionState {
  const session = useSession();
  return useSyncExternalStore(session.subscribe, session.getSnapshot);
}
