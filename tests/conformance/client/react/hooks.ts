import type { AppRouter } from "@conformance/bindings/trpc";
import { createTRPCContext } from "@isotype/conformance-trpc-11.22/react";
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";

export const { TRPCProvider, useTRPC } = createTRPCContext<AppRouter>();

/** Bidirectional infinite query with ten numbers per page. */
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

/** Counter and an optimistic mutation that increments it. */
export function useTally(name: string) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { queryKey, ...options } = trpc.tally.count.queryOptions(name);
  const count = useQuery({ queryKey, ...options });
  const seen = (update: (old: number) => number) => queries.setQueryData(queryKey, (old) => update(old ?? 0));
  const add = useMutation(
    trpc.tally.add.mutationOptions({
      async onMutate() {
        await queries.cancelQueries({ queryKey });
        const before = queries.getQueryData(queryKey);
        seen((old) => old + 1);
        return { before };
      },
      onError: (_error, _input, kept) => queries.setQueryData(queryKey, kept?.before),
      onSettled: () => queries.invalidateQueries({ queryKey }),
    }),
  );
  return { count, add };
}
