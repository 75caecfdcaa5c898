import { useInfiniteQuery } from "@tanstack/react-query";
import { useTRPC } from "./trpc";

/** Ten numbers from the middle on, and what stands before and behind them. */
export function usePages() {
  return useInfiniteQuery(
    useTRPC().pages.infiniteQueryOptions(
      { limit: 10 },
      {
        initialCursor: 40,
        getNextPageParam: ({ nextCursor }) => nextCursor,
        getPreviousPageParam: ({ previousCursor }) => previousCursor,
      },
    ),
  );
}
