import type { Arguments, CallOptions, IsotypeError, Query } from "@isotype/client";
import type { DataTag, QueryObserverOptions } from "@tanstack/query-core";
import { type Key, queryKey } from "./key.js";

/** What a query may be told beside its key and its function. */
export type QueryExtra<O, E, D = O> = Omit<
  QueryObserverOptions<O, IsotypeError<E>, D, O, Key>,
  "queryKey" | "queryFn" | "queryHash" | "queryKeyHashFn"
>;

/** Options for `useQuery`, `prefetchQuery` and their like in every framework. */
export type QueryOptions<O, E, D = O> = QueryExtra<O, E, D> & {
  /** Knows the type of what is kept under it: `queryClient.getQueryData(options.queryKey)`. */
  queryKey: DataTag<Key, O, IsotypeError<E>>;
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
  ...[input, extra]: Arguments<I, QueryExtra<O, E, D>>
): QueryOptions<O, E, D> {
  const call = procedure as (input: unknown, options: CallOptions) => Promise<O>;
  return {
    ...extra,
    queryKey: queryKey(procedure, input as I) as DataTag<Key, O, IsotypeError<E>>,
    queryFn: ({ signal }) => call(input, { signal }),
  } as QueryOptions<O, E, D>;
}
