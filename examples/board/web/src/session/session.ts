import type { SignedIn, User } from "../api/types";

/** State of the session. `starting` until the first refresh has finished. */
export type SessionState =
  | { readonly status: "starting" }
  | { readonly status: "guest"; readonly expired: boolean }
  | { readonly status: "user"; readonly user: User };

function isUnauthorized(error: unknown): boolean {
  return typeof error === "object" && error !== null && "code" in error && error.code === "UNAUTHORIZED";
}

/**
 * Session of the user. It keeps the access token in memory only, so that scripts cannot read it from storage. After a
 * reload, the HttpOnly refresh cookie provides a new one.
 */
export class Session {
  #state: SessionState = { status: "starting" };
  #token: string | undefined;
  #pendingRefresh: Promise<boolean> | undefined;
  readonly #listeners = new Set<() => void>();

  /** Bearer token for the next call. */
  get token(): string | undefined {
    return this.#token;
  }

  /** Adds a listener, for `useSyncExternalStore`. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Returns the state, for `useSyncExternalStore`. */
  readonly getSnapshot = (): SessionState => this.#state;

  /** Opens a session from the server's response to a sign-in or refresh. */
  open(signedIn: SignedIn): void {
    this.#token = signedIn.accessToken;
    this.#set({ status: "user", user: signedIn.user });
  }

  /** Closes the session. `expired` is `true` unless the user signed out. */
  close(expired = false): void {
    this.#token = undefined;
    this.#set({ status: "guest", expired });
  }

  /** Refreshes the session once for all concurrent callers. Resolves to `false` if the refresh fails. */
  refreshAuth(refresh: () => Promise<SignedIn>): Promise<boolean> {
    this.#pendingRefresh ??= this.#refreshAuth(refresh).finally(() => {
      this.#pendingRefresh = undefined;
    });
    return this.#pendingRefresh;
  }

  async #refreshAuth(refresh: () => Promise<SignedIn>): Promise<boolean> {
    try {
      this.open(await refresh());
      return true;
    } catch (error) {
      // After a network error the session may still be valid.
      const wasUser = this.#state.status === "user";
      if (!wasUser || isUnauthorized(error)) this.close(wasUser);
      return false;
    }
  }

  #set(state: SessionState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}

/** Procedures that open or close a session. UNAUTHORIZED from these does not mean that the token has expired. */
const AUTH_PROCEDURES = new Set(["auth.signIn", "auth.signUp", "auth.refresh", "auth.signOut"]);

/** Returns `true` if a failed call should be repeated with a new token. */
export function shouldRefreshAuth(session: Session, path: string, code: string | undefined): boolean {
  return code === "UNAUTHORIZED" && session.token !== undefined && !AUTH_PROCEDURES.has(path);
}
