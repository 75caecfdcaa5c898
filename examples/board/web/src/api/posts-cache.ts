import type { InfiniteData, QueryClient, QueryKey } from "@tanstack/react-query";
import type { FeedEvent, Page, Post, RemovePost } from "./types";

type List = InfiniteData<Page, unknown>;

function without(list: List, id: string): List {
  return {
    ...list,
    pages: list.pages.map((page) => ({ ...page, items: page.items.filter((post) => post.id !== id) })),
  };
}

/** Puts a new post on top; a post that the list already holds stays where it is. */
export function addPost(queries: QueryClient, key: QueryKey, post: Post): void {
  queries.setQueryData<List>(key, (list) => {
    const [first, ...rest] = list?.pages ?? [];
    if (list === undefined || first === undefined) return list;
    if (list.pages.some((page) => page.items.some((existing) => existing.id === post.id))) return list;
    return { ...list, pages: [{ ...first, items: [post, ...first.items] }, ...rest] };
  });
}

/** Takes a post off the list. */
export function dropPost(queries: QueryClient, key: QueryKey, id: string): void {
  queries.setQueryData<List>(key, (list) => (list === undefined ? list : without(list, id)));
}

/** Carries a change that the server announced into the list. */
export function applyEvent(queries: QueryClient, key: QueryKey, event: FeedEvent): void {
  if (event.type === "created") addPost(queries, key, event.post);
  else dropPost(queries, key, event.id);
}

/**
 * Mutation options that take the post off at once and put the list back when the server refuses. They
 * belong to the mutation and not to the component, which is gone with its post by then.
 */
export function optimisticRemoval<X>(queries: QueryClient, key: QueryKey, onFailure: (error: X) => void) {
  return {
    onMutate: async ({ id }: RemovePost) => {
      // An answer that is still on its way would bring the post back.
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
