import type { QueryKey } from "@tanstack/react-query";
import type {
  CreateRefusal,
  FeedEvent,
  ListRefusal,
  NewPost,
  Page,
  Post,
  RemovePost,
  RemoveRefusal,
  SignedIn,
  SignIn,
  SignInRefusal,
  SignUp,
  SignUpRefusal,
} from "./contract";

/** Why a call failed, whichever client made it. */
export interface Failure<E = unknown> {
  readonly code: string;
  readonly message: string;
  /** The declared error, when the procedure refused; absent for everything unforeseen. */
  readonly data?: E | undefined;
  /** Under this id the server has logged what it did not tell. */
  readonly requestId?: string | undefined;
}

/** What to do when one run of an {@link Action} ends. */
export interface Endings<O, E> {
  readonly done?: (output: O) => void;
  readonly failed?: (failure: Failure<E>) => void;
}

/** A mutation that a component can run. */
export interface Action<I, O, E> {
  readonly pending: boolean;
  readonly run: (input: I, endings?: Endings<O, E>) => void;
}

/** The endless list. */
export interface PostPages {
  readonly pages: readonly Page[] | undefined;
  readonly failure: Failure<ListRefusal> | undefined;
  readonly hasMore: boolean;
  readonly loadingMore: boolean;
  readonly loadMore: () => void;
  readonly retry: () => void;
}

/** Whether changes arrive as they happen. */
export type FeedState =
  | { readonly state: "connecting" | "live" }
  /** The connection broke; the next try comes at `until`, as of `Date.now()`, where the client tells. */
  | { readonly state: "waiting"; readonly until?: number | undefined }
  /** The server refuses; nothing is tried before `resume`. */
  | { readonly state: "closed"; readonly reason: string };

/** The feed as the page shows it. */
export type Feed = FeedState & {
  /** Begins anew. */
  readonly resume: () => void;
};

/**
 * The seam between the page and its client. Components know this and nothing below it, so that the
 * same page runs on `@isotype/client` and on `@trpc/client`.
 */
export interface Board {
  /** Where the endless list is kept in the query cache. */
  readonly listKey: QueryKey;
  /** Exchanges the refresh cookie for a session; rejects with a {@link Failure}. */
  readonly refresh: () => Promise<SignedIn>;
  /** Ends the session on the server. */
  readonly signOut: () => Promise<unknown>;
  readonly useSignIn: () => Action<SignIn, SignedIn, SignInRefusal>;
  readonly useSignUp: () => Action<SignUp, SignedIn, SignUpRefusal>;
  readonly usePosts: () => PostPages;
  readonly useCreatePost: () => Action<NewPost, Post, CreateRefusal>;
  /** Takes the post off the list at once; `failed` is called even when its component is gone. */
  readonly useRemovePost: (
    failed: (failure: Failure<RemoveRefusal>) => void,
  ) => Action<RemovePost, unknown, RemoveRefusal>;
  readonly useFeed: (onEvent: (event: FeedEvent) => void) => Feed;
}
