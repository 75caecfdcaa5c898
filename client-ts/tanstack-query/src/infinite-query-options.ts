import type { CallOptions, IsotypeError, Query } from "@isotype/client";
import type { DataTag, InfiniteData, InfiniteQueryObserverOptions, QueryKey } from "@tanstack/query-core";
import { buildKey } from "./query-key.js";

/** TanStack Query options that an infinite query accepts. */
export type InfiniteQueryOptionsIn<O, E, P, D> = Omit<
  InfiniteQueryObserverOptions<O, IsotypeError<E>, D, QueryKey, P>,
  "queryKey" | "queryFn" | "queryHash" | "queryKeyHashFn" | "initialPageParam" | "getNextPageParam"
>;

/** Page with the cursors of the next and the previous page, such as Rust's `isotype::sql::Page`. */
export interface CursorPage {
  readonly nextCursor: string | null;
  readonly previousCursor?: string | null;
}

/** Input of a paged query, without the cursor. */
export type PageInput<I> = Omit<Exclude<I, void | null>, "cursor">;

/** Options for cursor pagination. `input` is required if the procedure's input has required properties besides the cursor. */
export type CursorQueryOptionsIn<I, O, E, D> = Omit<
  InfiniteQueryOptionsIn<O, E, string | null, D>,
  "getPreviousPageParam"
> &
  ({} extends PageInput<I> ? { input?: PageInput<I> } : { input: PageInput<I> });

/** Arguments after the procedure for cursor pagination. Not callable if the procedure's input has no `cursor`. */
type CursorQueryArguments<I, Init> = "cursor" extends keyof Exclude<I, void | null>
  ? {} extends Init
    ? [init?: Init]
    : [init: Init]
  : [never];

/** Options for any other pagination. */
export type PagedQueryOptionsIn<I, O, E, P, D> = InfiniteQueryOptionsIn<O, E, P, D> & {
  /** Returns the input for the page at `cursor`. */
  input: (cursor: P) => I;
  /** Cursor of the first page. */
  initialCursor: P;
  /** Returns the cursor of the page after `page`, or `null` or `undefined` at the end. */
  getNextPageParam: (page: O, pages: O[], cursor: P, cursors: P[]) => P | null | undefined;
};

/** Options for `useInfiniteQuery` in any framework adapter. */
export type InfiniteQueryOptions<O, E, P, D> = InfiniteQueryOptionsIn<O, E, P, D> & {
  queryKey: DataTag<QueryKey, InfiniteData<O, P>, IsotypeError<E>>;
  queryFn: (context: { signal: AbortSignal; pageParam: P }) => Promise<O>;
  initialPageParam: P;
  getNextPageParam: (page: O, pages: O[], cursor: P, cursors: P[]) => P | null | undefined;
};

/**
 * Returns options for a bidirectional infinite query. The procedure's input must have a `cursor`, and its output must
 * be a {@link CursorPage}.
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
 * Returns options for an infinite query with any other pagination.
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
    // Keeps the pages apart from a plain query with the same input.
    queryKey: buildKey(procedure, { input: inputForCursor(initialCursor), infinite: true }),
    queryFn: ({ signal, pageParam }: { signal: AbortSignal; pageParam: unknown }) =>
      procedure(inputForCursor(pageParam), { signal }),
    initialPageParam: initialCursor,
  };
}

/** Defaults for cursor pagination. */
const CURSOR_PAGINATION: { readonly input?: unknown; readonly initialCursor: unknown } & Record<string, unknown> = {
  initialCursor: null,
  getNextPageParam: ({ nextCursor }: CursorPage) => nextCursor,
  getPreviousPageParam: ({ previousCursor }: CursorPage) => previousCursor,
};
