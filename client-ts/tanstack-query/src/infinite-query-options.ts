import type { CallOptions, IsotypeError, Query } from "@isotype/client";
import type { DataTag, InfiniteData, InfiniteQueryObserverOptions } from "@tanstack/query-core";
import { type QueryKey, buildKey } from "./query-key.js";

/** What an endless list may be told beside its key and its function. */
export type InfiniteQueryOptionsIn<O, E, P, D> = Omit<
  InfiniteQueryObserverOptions<O, IsotypeError<E>, D, QueryKey, P>,
  "queryKey" | "queryFn" | "queryHash" | "queryKeyHashFn" | "initialPageParam" | "getNextPageParam"
>;

/** A page that tells where those beside it begin, as `isotype-sql` makes it. */
export interface CursorPage {
  readonly nextCursor: string | null;
  readonly previousCursor?: string | null;
}

/** What an input holds beside the cursor. */
export type PageInput<I> = Omit<Exclude<I, void | null>, "cursor">;

/** How a list of such pages is read: what its input holds beside the cursor has to be said, where there is anything. */
export type CursorQueryOptionsIn<I, O, E, D> = Omit<
  InfiniteQueryOptionsIn<O, E, string | null, D>,
  "getPreviousPageParam"
> &
  ({} extends PageInput<I> ? { input?: PageInput<I> } : { input: PageInput<I> });

/** The arguments behind a procedure whose input takes a `cursor`. */
type CursorQueryArguments<I, Init> = "cursor" extends keyof Exclude<I, void | null>
  ? {} extends Init
    ? [init?: Init]
    : [init: Init]
  : [never];

/** How a list is read page by page. */
export type PagedQueryOptionsIn<I, O, E, P, D> = InfiniteQueryOptionsIn<O, E, P, D> & {
  /** The input of the page at `cursor`. */
  input: (cursor: P) => I;
  /** Where the first page begins. */
  initialCursor: P;
  /** Where the page behind `page` begins; nothing at the end. */
  getNextPageParam: (page: O, pages: O[], cursor: P, cursors: P[]) => P | null | undefined;
};

/** Options for `useInfiniteQuery` and its like in every framework. */
export type InfiniteQueryOptions<O, E, P, D> = InfiniteQueryOptionsIn<O, E, P, D> & {
  queryKey: DataTag<QueryKey, InfiniteData<O, P>, IsotypeError<E>>;
  queryFn: (context: { signal: AbortSignal; pageParam: P }) => Promise<O>;
  initialPageParam: P;
  getNextPageParam: (page: O, pages: O[], cursor: P, cursors: P[]) => P | null | undefined;
};

/**
 * A query as an endless list, in both directions: its pages tell their neighbours, and its input takes a `cursor`.
 *
 * @example
 * const posts = useInfiniteQuery(infiniteQueryOptions(client.posts.list));
 * const mine = useInfiniteQuery(infiniteQueryOptions(client.posts.list, { input: { author: me.id } }));
 */
export function infiniteQueryOptions<I, O extends CursorPage, E, D = InfiniteData<O, string | null>>(
  procedure: Query<I, O, E>,
  ...init: CursorQueryArguments<I, CursorQueryOptionsIn<I, O, E, D>>
): InfiniteQueryOptions<O, E, string | null, D>;

/**
 * A query as an endless list, whatever its pages and its input are.
 *
 * @example
 * const posts = useInfiniteQuery(infiniteQueryOptions(client.posts.numbered, {
 *   input: (page: number) => ({ page }),
 *   initialCursor: 1,
 *   getNextPageParam: ({ items }, _, page) => (items.length > 0 ? page + 1 : undefined),
 * }));
 */
export function infiniteQueryOptions<I, O, E, P, D = InfiniteData<O, P>>(
  procedure: Query<I, O, E>,
  init: PagedQueryOptionsIn<NoInfer<I>, NoInfer<O>, NoInfer<E>, P, D>,
): InfiniteQueryOptions<O, E, P, D>;

export function infiniteQueryOptions(
  procedure: (input: any, options?: CallOptions) => Promise<unknown>,
  init:
    | Partial<PagedQueryOptionsIn<unknown, CursorPage, unknown, unknown, unknown>>
    | { input?: unknown } = CURSOR_PAGINATION,
): any {
  const { input, initialCursor, ...rest } = "getNextPageParam" in init ? init : { ...CURSOR_PAGINATION, ...init };
  const inputForCursor = typeof input === "function" ? input : (cursor: unknown) => ({ ...(input as object), cursor });
  return {
    ...rest,
    // Pages are kept apart from a single answer to the same input.
    queryKey: buildKey(procedure, { input: inputForCursor(initialCursor), infinite: true }),
    queryFn: ({ signal, pageParam }: { signal: AbortSignal; pageParam: unknown }) =>
      procedure(inputForCursor(pageParam), { signal }),
    initialPageParam: initialCursor,
  };
}

/** How pages are found that tell where those beside them begin. */
const CURSOR_PAGINATION: { readonly input?: unknown; readonly initialCursor: unknown } & Record<string, unknown> = {
  initialCursor: null,
  getNextPageParam: ({ nextCursor }: CursorPage) => nextCursor,
  getPreviousPageParam: ({ previousCursor }: CursorPage) => previousCursor,
};
