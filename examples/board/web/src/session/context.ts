import { createContext, use, useSyncExternalStore } from "react";
import type { Session, SessionState } from "./session";

/** Context with the session. */
export const SessionContext = createContext<Session | undefined>(undefined);

/** Returns the session from the nearest provider. Throws if there is none. */
export function useSession(): Session {
  const session = use(SessionContext);
  if (session === undefined) throw new Error("useSession() must be called inside a SessionContext");
  return session;
}

/** Returns the session's state and re-renders when it changes. */
export function useSessionState(): SessionState {
  const session = useSession();
  return useSyncExternalStore(session.subscribe, session.getSnapshot);
}
