import type { CallOptions, IsotypeError, Query } from "@isotype/client";
import type { DataTag, InfiniteData, InfiniteQueryObserverOptions } from "@tanstack/query-core";
import { type Key, keyOf } from "./key.js";

/** What an endless list may be told beside its key and its function. */
export type InfiniteExtra<O, E, P, D> = Omit<
  InfiniteQueryObserverOptions<O, IsotypeError<E>, D, Key, P>,
  "queryKey" | "queryFn" | "queryHash" | "queryKeyHashFn" | "initialPageParam" | "getNextPageParam"
>;

/** How a list is read page by page. */
export type InfiniteInit<I, O, E, P, D> = InfiniteExtra<O, E, P, D> & {
  /** The input of the page at `cursor`. */
  input: (cursor: P) => I;
  /** Where the first page begins. */
  initialCursor: P;
  /** Where the page behind `page` begins; nothing at the end. */
  getNextPageParam: (page: O, pages: O[], cursor: P, cursors: P[]) => P | null | undefined;
};

/** Options for `useInfiniteQuery` and its like in every framework. */
export type InfiniteOptions<O, E, P, D> = InfiniteExtra<O, E, P, D> & {
  queryKey: DataTag<Key, InfiniteData<O, P>, IsotypeError<E>>;
  queryFn: (context: { signal: AbortSignal; pageParam: P }) => Promise<O>;
  initialPageParam: P;
  getNextPageParam: (page: O, pages: O[], cursor: P, cursors: P[]) => P | null | undefined;
};

/**
 * A query as an endless list.
 *
 * @example
 * const posts = useInfiniteQuery(infiniteQueryOptions(client.posts.list, {
 *   input: (cursor: string | null) => ({ cursor }),
 *   initialCursor: null,
 *   getNextPageParam: (page) => page.nextCursor,
 * }));
 */
export function infiniteQueryOptions<I, O, E, P, D = InfiniteData<O, P>>(
  procedure: Query<I, O, E>,
  { input, initialCursor, ...rest }: InfiniteInit<NoInfer<I>, NoInfer<O>, NoInfer<E>, P, D>,
): InfiniteOptions<O, E, P, D> {
  const call = procedure as (input: unknown, options: CallOptions) => Promise<O>;
  const options: unknown = {
    ...rest,
    // Pages are kept apart from a single answer to the same input.
    queryKey: keyOf(procedure, { input: input(initialCursor), infinite: true }),
    queryFn: ({ signal, pageParam }: { signal: AbortSignal; pageParam: P }) => call(input(pageParam), { signal }),
    initialPageParam: initialCursor,
  };
  return options as InfiniteOptions<O, E, P, D>;
}
