import type { SignedIn, User } from "../api/types";

/** Who uses the page. `starting` until the refresh cookie has been tried. */
export type SessionState =
  | { readonly status: "starting" }
  | { readonly status: "guest"; readonly expired: boolean }
  | { readonly status: "user"; readonly user: User };

function isUnauthorized(error: unknown): boolean {
  return typeof error === "object" && error !== null && "code" in error && error.code === "UNAUTHORIZED";
}

/**
 * The access token lives here, in memory only: a script that reads storage finds nothing, and a
 * reload gets a new one for the HttpOnly cookie.
 */
export class Session {
  #state: SessionState = { status: "starting" };
  #token: string | undefined;
  #pendingRefresh: Promise<boolean> | undefined;
  readonly #listeners = new Set<() => void>();

  /** The bearer token for the next call. */
  get token(): string | undefined {
    return this.#token;
  }

  /** For `useSyncExternalStore`. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** For `useSyncExternalStore`. */
  readonly getSnapshot = (): SessionState => this.#state;

  /** Takes over a session that the server has opened. */
  open(signedIn: SignedIn): void {
    this.#token = signedIn.accessToken;
    this.#set({ status: "user", user: signedIn.user });
  }

  /** Forgets the session; `expired` when that was not the user's wish. */
  close(expired = false): void {
    this.#token = undefined;
    this.#set({ status: "guest", expired });
  }

  /** Renews the session once, however many calls ask for it at the same time; `false` when that failed. */
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
      // A server that cannot be reached has refused nothing: the session may still be good.
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
