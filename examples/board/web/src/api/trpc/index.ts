import { type QueryClient, useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { createTRPCOptionsProxy } from "@trpc/tanstack-react-query";
import type { Session } from "../../session/session";
import { toBoardMutation, toPostPages } from "../tanstack";
import type { Board } from "../board";
import type { RemoveErrors } from "../types";
import { optimisticRemoval } from "../posts-cache";
import { createClient } from "./client";
import { type TRPCErrorLike, rejectWithCallError, toCallError } from "./call-error";
import { useFeed } from "./feed";

/** Implements the board with `@trpc/client` and its TanStack Query integration. */
export function trpcBoard(session: Session, queries: QueryClient): Board {
  const client = createClient(session);
  const trpc = createTRPCOptionsProxy({ client, queryClient: queries });
  const listKey = trpc.posts.list.infiniteQueryKey({});
  return {
    listKey,
    refresh: () => rejectWithCallError(client.auth.refresh.mutate()),
    signOut: () => rejectWithCallError(client.auth.signOut.mutate()),
    useSignIn: () => toBoardMutation(useMutation(trpc.auth.signIn.mutationOptions()), toCallError),
    useSignUp: () => toBoardMutation(useMutation(trpc.auth.signUp.mutationOptions()), toCallError),
    usePosts: () =>
      toPostPages(
        useInfiniteQuery(trpc.posts.list.infiniteQueryOptions({}, { getNextPageParam: (page) => page.nextCursor })),
        toCallError,
      ),
    useCreatePost: () => toBoardMutation(useMutation(trpc.posts.create.mutationOptions()), toCallError),
    useRemovePost: (onError) => {
      const removal = optimisticRemoval(useQueryClient(), listKey, (error: TRPCErrorLike<RemoveErrors>) =>
        onError(toCallError(error)),
      );
      return toBoardMutation(useMutation(trpc.posts.remove.mutationOptions(removal)), toCallError);
    },
    useFeed: (onEvent) => useFeed(trpc.posts.watch, onEvent),
  };
}
