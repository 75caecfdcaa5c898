import { infiniteQueryOptions, mutationOptions } from "@isotype/tanstack-query";
import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import type { Session } from "../../session/session";
import { toBoardMutation, toPostPages } from "../tanstack";
import type { Board, CallError } from "../board";
import { optimisticRemoval } from "../posts-cache";
import { createBoardClient } from "./client";
import { useFeed } from "./feed";

/** An `IsotypeError` is already a {@link CallError}. */
const identity = <E>(error: CallError<E>): CallError<E> => error;

/** Implements the board with `@isotype/client`. */
export function isotypeBoard(session: Session): Board {
  const board = createBoardClient(session);
  const { client } = board;
  const list = infiniteQueryOptions(client.posts.list);
  return {
    listKey: list.queryKey,
    refresh: () => client.auth.refresh(),
    signOut: () => client.auth.signOut(),
    useSignIn: () => toBoardMutation(useMutation(mutationOptions(client.auth.signIn)), identity),
    useSignUp: () => toBoardMutation(useMutation(mutationOptions(client.auth.signUp)), identity),
    usePosts: () => toPostPages(useInfiniteQuery(list), identity),
    useCreatePost: () => toBoardMutation(useMutation(mutationOptions(client.posts.create)), identity),
    useRemovePost: (onError) => {
      const removal = optimisticRemoval(useQueryClient(), list.queryKey, onError);
      return toBoardMutation(useMutation(mutationOptions(client.posts.remove, removal)), identity);
    },
    useFeed: (onEvent) => useFeed(board, onEvent),
  };
}
