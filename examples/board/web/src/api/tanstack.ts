import type { InfiniteData, UseInfiniteQueryResult, UseMutationResult } from "@tanstack/react-query";
import type { BoardMutation, CallError, MutationCallbacks, PostPages } from "./board";
import type { ListErrors, Page } from "./types";

/** Adapts a TanStack Query mutation. `toError` converts the client's error. */
export function toBoardMutation<I, O, X, C, E>(
  mutation: UseMutationResult<O, X, I, C>,
  toError: (error: X) => CallError<E>,
): BoardMutation<I, O, E> {
  return {
    isPending: mutation.isPending,
    mutate: (input: I, callbacks: MutationCallbacks<O, E> = {}) =>
      mutation.mutate(input, {
        onSuccess: (output) => callbacks.onSuccess?.(output),
        onError: (error) => callbacks.onError?.(toError(error)),
      }),
  };
}

/** Adapts a TanStack Query infinite query. `toError` converts the client's error. */
export function toPostPages<X, P>(
  query: UseInfiniteQueryResult<InfiniteData<Page, P>, X>,
  toError: (error: X) => CallError<ListErrors>,
): PostPages {
  return {
    pages: query.data?.pages,
    error: query.error === null ? undefined : toError(query.error),
    hasNextPage: query.hasNextPage,
    isFetchingNextPage: query.isFetchingNextPage,
    fetchNextPage: () => void query.fetchNextPage(),
    retry: () => void (query.isFetchNextPageError ? query.fetchNextPage() : query.refetch()),
  };
}
