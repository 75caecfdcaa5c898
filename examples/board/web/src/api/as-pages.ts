import type { InfiniteData, UseInfiniteQueryResult } from "@tanstack/react-query";
import type { Failure, PostPages } from "./board";
import type { ListRefusal, Page } from "./contract";

/** Narrows TanStack's infinite query to what the list uses. */
export function asPages<X, P>(
  query: UseInfiniteQueryResult<InfiniteData<Page, P>, X>,
  read: (error: X) => Failure<ListRefusal>,
): PostPages {
  return {
    pages: query.data?.pages,
    failure: query.error === null ? undefined : read(query.error),
    hasMore: query.hasNextPage,
    loadingMore: query.isFetchingNextPage,
    loadMore: () => void query.fetchNextPage(),
    retry: () => void (query.isFetchNextPageError ? query.fetchNextPage() : query.refetch()),
  };
}
