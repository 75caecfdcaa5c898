import { infiniteQueryOptions, mutationOptions } from "@isotype/tanstack-query";
import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import type { Session } from "../../session/session";
import { asAction } from "../as-action";
import { asPages } from "../as-pages";
import type { Board, Failure } from "../board";
import { optimisticRemoval } from "../list-cache";
import { createBoardClient } from "./client";
import { useFeed } from "./feed";

/** An `IsotypeError` says everything a {@link Failure} needs. */
const same = <E>(error: Failure<E>): Failure<E> => error;

/** The page's calls on our own client. */
export function isotypeBoard(session: Session): Board {
  const board = createBoardClient(session);
  const { client } = board;
  const list = infiniteQueryOptions(client.posts.list);
  return {
    listKey: list.queryKey,
    refresh: () => client.auth.refresh(),
    signOut: () => client.auth.signOut(),
    useSignIn: () => asAction(useMutation(mutationOptions(client.auth.signIn)), same),
    useSignUp: () => asAction(useMutation(mutationOptions(client.auth.signUp)), same),
    usePosts: () => asPages(useInfiniteQuery(list), same),
    useCreatePost: () => asAction(useMutation(mutationOptions(client.posts.create)), same),
    useRemovePost: (failed) => {
      const removal = optimisticRemoval(useQueryClient(), list.queryKey, failed);
      return asAction(useMutation(mutationOptions(client.posts.remove, removal)), same);
    },
    useFeed: (onEvent) => useFeed(board, onEvent),
  };
}
