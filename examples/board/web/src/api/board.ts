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

/** Error of a failed call, in the same form for both clients. */
export interface CallError<E = unknown> {
  readonly code: string;
  readonly message: string;
  /** Declared error of the procedure. `undefined` for all other errors. */
  readonly data?: E | undefined;
  /** Id of the request in the server's log. */
  readonly requestId?: string | undefined;
}

/** Callbacks for one run of a {@link BoardMutation}. */
export interface MutationCallbacks<O, E> {
  readonly onSuccess?: (output: O) => void;
  readonly onError?: (failure: CallError<E>) => void;
}

/** Mutation that a component can run. */
export interface BoardMutation<I, O, E> {
  readonly isPending: boolean;
  readonly mutate: (input: I, callbacks?: MutationCallbacks<O, E>) => void;
}

/** Pages of the post list that are loaded so far. */
export interface PostPages {
  readonly pages: readonly Page[] | undefined;
  readonly error: CallError<ListErrors> | undefined;
  readonly hasNextPage: boolean;
  readonly isFetchingNextPage: boolean;
  readonly fetchNextPage: () => void;
  readonly retry: () => void;
}

/** Connection state of the feed. */
export type FeedState =
  | { readonly state: "connecting" | "open" }
  /** The connection failed. The next attempt is at `retryAt`, if the client reports it. */
  | { readonly state: "reconnecting"; readonly retryAt?: number | undefined }
  /** The server rejected the feed. It stays closed until `reconnect`. */
  | { readonly state: "closed"; readonly reason: string };

/** Live feed of changes to the board. */
export type Feed = FeedState & {
  /** Subscribes again. */
  readonly reconnect: () => void;
};

/**
 * Interface between the page and its client. Components use only this interface, so the same page runs on
 * `@isotype/client` and on `@trpc/client`.
 */
export interface Board {
  /** Query key of the post list. */
  readonly listKey: QueryKey;
  /** Exchanges the refresh cookie for a session. Rejects with a {@link CallError}. */
  readonly refresh: () => Promise<SignedIn>;
  /** Ends the session on the server. */
  readonly signOut: () => Promise<unknown>;
  readonly useSignIn: () => BoardMutation<SignIn, SignedIn, SignInErrors>;
  readonly useSignUp: () => BoardMutation<SignUp, SignedIn, SignUpErrors>;
  readonly usePosts: () => PostPages;
  readonly useCreatePost: () => BoardMutation<NewPost, Post, CreateErrors>;
  /** Removes the post from the list immediately. `onError` runs even if its component is unmounted. */
  readonly useRemovePost: (
    onError: (failure: CallError<RemoveErrors>) => void,
  ) => BoardMutation<RemovePost, unknown, RemoveErrors>;
  readonly useFeed: (onEvent: (event: FeedEvent) => void) => Feed;
}
