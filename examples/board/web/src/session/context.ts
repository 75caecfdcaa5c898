import { createContext, use, useSyncExternalStore } from "react";
import type { Session, SessionState } from "./session";

/** Context with the session. */
export const SessionContext = createContext<Session | undefined>(undefined);

/** Returns the session. Throws outside of a provider. */
export function useSession(): Session {
  const session = use(SessionContext);
  if (session === undefined) throw new Error("no session in useSession(): wrap the component in a SessionContext");
  return session;
}

/** Returns the state of the session, and renders again when it changes. */
export function useSessionState(): SessionState {
  const session = useSession();
  return useSyncExternalStore(session.subscribe, session.getSnapshot);
}
