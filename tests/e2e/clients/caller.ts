import type { ListPosts, NewPost, Page, Post, PostEvent, SignIn, SignUp, TokenResponse, User } from "@board/bindings";
import type { BoardServer } from "../support/board-server";
import { person } from "../support/people";

/** Outcome of a call, in the same form for both clients. */
export type Outcome<O> = { readonly ok: true; readonly data: O } | ({ readonly ok: false } & Refusal);

/** Error of a call. */
export interface Refusal {
  readonly code: string;
  readonly message: string;
  /** Declared error. */
  readonly data: { readonly type: string } | undefined;
  readonly requestId: string | undefined;
}

/** HTTP exchange of the client's `fetch`. */
export interface Exchange {
  readonly url: string;
  readonly status: number;
}

/** Client under test. */
export interface Caller {
  /** Bearer token, if any. */
  token: string | undefined;
  /** HTTP exchanges so far, except those of subscriptions. */
  readonly exchanges: Exchange[];
  signUp(input: SignUp): Promise<Outcome<TokenResponse>>;
  signIn(input: SignIn): Promise<Outcome<TokenResponse>>;
  me(): Promise<Outcome<User>>;
  /** Lists posts. Omitted members are not sent. */
  list(input?: ListPosts): Promise<Outcome<Page<Post>>>;
  byId(id: string): Promise<Outcome<Post>>;
  create(input: NewPost): Promise<Outcome<Post>>;
  remove(id: string): Promise<Outcome<null>>;
  /** Calls `gone`, a query that does not exist. */
  gone(): Promise<Outcome<unknown>>;
  /** Subscribes to the feed. Resolves once it is connected. */
  watch(onEvent: (event: PostEvent) => void): Promise<() => void>;
}

/** Returns a `fetch` that records its exchanges. */
export function noting(exchanges: Exchange[]): (url: URL | RequestInfo, init?: object) => Promise<Response> {
  return async (url, init) => {
    const response = await fetch(url, init);
    exchanges.push({ url: response.url, status: response.status });
    return response;
  };
}

/** Context of a scenario. */
export interface Setting {
  readonly server: BoardServer;
  /** Creates a client that is not signed in. */
  readonly caller: () => Caller;
}

/** Creates a client with a new, signed-in user. */
export async function signedIn({ caller }: Pick<Setting, "caller">, name: string): Promise<Caller> {
  const made = caller();
  const session = await made.signUp(person(name));
  if (!session.ok) throw new Error(session.message);
  made.token = session.data.accessToken;
  return made;
}
