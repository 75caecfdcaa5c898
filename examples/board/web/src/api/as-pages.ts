import type { InfiniteData, UseInfiniteQueryResult } from "@tanstack/react-query";
import type { CallError, PostPages } from "./board";
import type { ListErrors, Page } from "./types";

/** Narrows TanStack's infinite query to what the list uses. */
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
