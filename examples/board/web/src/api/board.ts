import type { QueryKey } from "@tanstack/react-query";
import type {
  CreateErrors,
  FeedEvent,
  ListErrors,
  NewPost,
  Page,
  Post,
  RemovePost,
  RemoveErrors,
  SignedIn,
  SignIn,
  SignInErrors,
  SignUp,
  SignUpErrors,
} from "./types";

/** Why a call failed, whichever client made it. */
export interface CallError<E = unknown> {
  readonly code: string;
  readonly message: string;
  /** The declared error, when the procedure refused; absent for everything unforeseen. */
  readonly data?: E | undefined;
  /** Under this id the server has logged what it did not tell. */
  readonly requestId?: string | undefined;
}

/** What to do when one run of an {@link BoardMutation} ends. */
export interface MutationCallbacks<O, E> {
  readonly onSuccess?: (output: O) => void;
  readonly onError?: (failure: CallError<E>) => void;
}

/** A mutation that a component can run. */
export interface BoardMutation<I, O, E> {
  readonly isPending: boolean;
  readonly mutate: (input: I, endings?: MutationCallbacks<O, E>) => void;
}

/** The endless list. */
export interface PostPages {
  readonly pages: readonly Page[] | undefined;
  readonly error: CallError<ListErrors> | undefined;
  readonly hasNextPage: boolean;
  readonly isFetchingNextPage: boolean;
  readonly fetchNextPage: () => void;
  readonly retry: () => void;
}

/** Whether changes arrive as they happen. */
export type FeedState =
  | { readonly state: "connecting" | "open" }
  /** The connection broke; the next try comes at `until`, as of `Date.now()`, where the client tells. */
  | { readonly state: "reconnecting"; readonly retryAt?: number | undefined }
  /** The server refuses; nothing is tried before `resume`. */
  | { readonly state: "closed"; readonly reason: string };

/** The feed as the page shows it. */
export type Feed = FeedState & {
  /** Begins anew. */
  readonly reconnect: () => void;
};

/**
 * The seam between the page and its client. Components know this and nothing below it, so that the
 * same page runs on `@isotype/client` and on `@trpc/client`.
 */
export interface Board {
  /** Where the endless list is kept in the query cache. */
  readonly listKey: QueryKey;
  /** Exchanges the refresh cookie for a session; rejects with a {@link CallError}. */
  readonly refresh: () => Promise<SignedIn>;
  /** Ends the session on the server. */
  readonly signOut: () => Promise<unknown>;
  readonly useSignIn: () => BoardMutation<SignIn, SignedIn, SignInErrors>;
  readonly useSignUp: () => BoardMutation<SignUp, SignedIn, SignUpErrors>;
  readonly usePosts: () => PostPages;
  readonly useCreatePost: () => BoardMutation<NewPost, Post, CreateErrors>;
  /** Takes the post off the list at once; `failed` is called even when its component is gone. */
  readonly useRemovePost: (
    onError: (failure: CallError<RemoveErrors>) => void,
  ) => BoardMutation<RemovePost, unknown, RemoveErrors>;
  readonly useFeed: (onEvent: (event: FeedEvent) => void) => Feed;
}
