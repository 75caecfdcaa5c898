import type { InfiniteData, QueryClient, QueryKey } from "@tanstack/react-query";
import type { FeedEvent, Page, Post, RemovePost } from "./types";

type List = InfiniteData<Page, unknown>;

function without(list: List, id: string): List {
  return {
    ...list,
    pages: list.pages.map((page) => ({ ...page, items: page.items.filter((post) => post.id !== id) })),
  };
}

/** Inserts a new post at the top, unless the list already contains it. */
export function addPost(queries: QueryClient, key: QueryKey, post: Post): void {
  queries.setQueryData<List>(key, (list) => {
    const [first, ...rest] = list?.pages ?? [];
    if (list === undefined || first === undefined) return list;
    if (list.pages.some((page) => page.items.some((existing) => existing.id === post.id))) return list;
    return { ...list, pages: [{ ...first, items: [post, ...first.items] }, ...rest] };
  });
}

/** Removes a post from the list. */
export function dropPost(queries: QueryClient, key: QueryKey, id: string): void {
  queries.setQueryData<List>(key, (list) => (list === undefined ? list : without(list, id)));
}

/** Applies an event of the feed to the list. */
export function applyEvent(queries: QueryClient, key: QueryKey, event: FeedEvent): void {
  if (event.type === "created") addPost(queries, key, event.post);
  else dropPost(queries, key, event.id);
}

/**
 * Returns mutation options that remove the post immediately and restore the list after an error. The callbacks belong
 * to the mutation, because the post's component is unmounted by then.
 */
export function optimisticRemoval<X>(queries: QueryClient, key: QueryKey, onFailure: (error: X) => void) {
  return {
    onMutate: async ({ id }: RemovePost) => {
      // The response of a query in flight would restore the post.
      await queries.cancelQueries({ queryKey: key });
      const before = queries.getQueryData<List>(key);
      dropPost(queries, key, id);
      return { before };
    },
    onError: (error: X, _input: RemovePost, context: { before: List | undefined } | undefined) => {
      queries.setQueryData(key, context?.before);
      onFailure(error);
    },
  };
}
