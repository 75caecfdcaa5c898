import { infiniteQueryOptions, mutationOptions } from "@isotype/tanstack-query";
import { type QueryClient, useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import type { Session } from "../../session/session";
import { asAction } from "../as-action";
import { asPages } from "../as-pages";
import type { Board, Failure } from "../board";
import { optimisticRemoval } from "../list-cache";
import { createBoardClient } from "./client";
import { useFeed } from "./feed";
import { FeedMonitor } from "./feed-monitor";

/** An `IsotypeError` says everything a {@link Failure} needs. */
const same = <E>(error: Failure<E>): Failure<E> => error;

/** The page's calls on our own client. */
export function isotypeBoard(session: Session, _queries: QueryClient): Board {
  const monitor = new FeedMonitor();
  const client = createBoardClient(session, monitor);
  const list = infiniteQueryOptions(client.posts.list, {
    input: (cursor: string | null) => ({ cursor }),
    initialCursor: null,
    getNextPageParam: (page) => page.nextCursor,
  });
  return {
    listKey: list.queryKey,
    refresh: () => client.auth.refresh(),
    signOut: () => client.auth.signOut(),
    useSignIn: () => asAction(useMutation(mutationOptions(client.auth.signIn)), same),
    useSignUp: () => asAction(useMutation(mutationOptions(client.auth.signUp)), same),
    usePosts: () => asPages(useInfiniteQuery(list), same),
    useCreatePost: () => asAction(useMutation(mutationOptions(client.posts.create)), same),
    useRemovePost: () =>
      asAction(
        useMutation(mutationOptions(client.posts.remove, optimisticRemoval(useQueryClient(), list.queryKey))),
        same,
      ),
    useFeed: (onEvent) => useFeed(client, monitor, onEvent),
  };
}
