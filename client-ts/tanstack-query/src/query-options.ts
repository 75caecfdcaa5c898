import type { Arguments, CallOptions, IsotypeError, Query } from "@isotype/client";
import type { DataTag, QueryKey, QueryObserverOptions } from "@tanstack/query-core";
import { queryKey } from "./query-key.js";

/** TanStack Query options that a query accepts. */
export type QueryOptionsIn<O, E, D = O> = Omit<
  QueryObserverOptions<O, IsotypeError<E>, D, O, QueryKey>,
  "queryKey" | "queryFn" | "queryHash" | "queryKeyHashFn"
>;

/** Options for `useQuery`, `prefetchQuery` and similar functions in any framework adapter. */
export type QueryOptions<O, E, D = O> = QueryOptionsIn<O, E, D> & {
  /** Query key, tagged with the data type so that `queryClient.getQueryData(options.queryKey)` is typed. */
  queryKey: DataTag<QueryKey, O, IsotypeError<E>>;
  queryFn: (context: { signal: AbortSignal }) => Promise<O>;
};

/**
 * Returns options for a query. TanStack Query aborts the call when it has no observers left.
 *
 * @example
 * const post = useQuery(queryOptions(client.posts.byId, { id }));
 * if (post.error?.data?.type === "NotFound") return <Gone />;
 */
export function queryOptions<I, O, E, D = O>(
  procedure: Query<I, O, E>,
  ...[input, options]: Arguments<I, QueryOptionsIn<O, E, D>>
): QueryOptions<O, E, D> {
  const call = procedure as (input: unknown, options: CallOptions) => Promise<O>;
  return {
    ...options,
    queryKey: queryKey(procedure, input as I) as DataTag<QueryKey, O, IsotypeError<E>>,
    queryFn: ({ signal }) => call(input, { signal }),
  } as QueryOptions<O, E, D>;
}
