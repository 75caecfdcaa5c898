import type { Arguments, CallOptions, IsotypeError, Query } from "@isotype/client";
import type { DataTag, QueryObserverOptions } from "@tanstack/query-core";
import { type QueryKey, queryKey } from "./query-key.js";

/** What a query may be told beside its key and its function. */
export type QueryOptionsIn<O, E, D = O> = Omit<
  QueryObserverOptions<O, IsotypeError<E>, D, O, QueryKey>,
  "queryKey" | "queryFn" | "queryHash" | "queryKeyHashFn"
>;

/** Options for `useQuery`, `prefetchQuery` and their like in every framework. */
export type QueryOptions<O, E, D = O> = QueryOptionsIn<O, E, D> & {
  /** Knows the type of what is kept under it: `queryClient.getQueryData(options.queryKey)`. */
  queryKey: DataTag<QueryKey, O, IsotypeError<E>>;
  queryFn: (context: { signal: AbortSignal }) => Promise<O>;
};

/**
 * A call of a query as options. The call is aborted when nobody waits for it any more.
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
