import type { ListPosts, NewPost, Page, Post, PostEvent, Session, SignIn, SignUp, User } from "@board/bindings";

/** How one call ended, told alike by both clients. */
export type Outcome<O> = { readonly ok: true; readonly data: O } | ({ readonly ok: false } & Refusal);

/** Why a call was refused. */
export interface Refusal {
  readonly code: string;
  readonly message: string;
  /** The declared error. */
  readonly data: { readonly type: string } | undefined;
  readonly requestId: string | undefined;
}

/** One HTTP exchange, as the client's own `fetch` saw it. */
export interface Exchange {
  readonly url: string;
  readonly status: number;
}

/** What the scenarios ask of a client. */
export interface Caller {
  /** Sent as bearer token when set. */
  token: string | undefined;
  /** Every exchange but those of subscriptions. */
  readonly exchanges: Exchange[];
  signUp(input: SignUp): Promise<Outcome<Session>>;
  signIn(input: SignIn): Promise<Outcome<Session>>;
  me(): Promise<Outcome<User>>;
  /** What is left out is left out on the wire. */
  list(input?: ListPosts): Promise<Outcome<Page<Post>>>;
  byId(id: string): Promise<Outcome<Post>>;
  create(input: NewPost): Promise<Outcome<Post>>;
  remove(id: string): Promise<Outcome<null>>;
  /** Calls `gone`, a query that the server does not have. */
  gone(): Promise<Outcome<unknown>>;
  /** Follows the feed until stopped; resolves when it is connected. */
  watch(onEvent: (event: PostEvent) => void): Promise<() => void>;
}

/** A `fetch` that notes what it exchanges. */
export function noting(exchanges: Exchange[]): (url: URL | RequestInfo, init?: object) => Promise<Response> {
  return async (url, init) => {
    const response = await fetch(url, init);
    exchanges.push({ url: response.url, status: response.status });
    return response;
  };
}
