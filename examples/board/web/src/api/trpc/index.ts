import { type QueryClient, useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { createTRPCOptionsProxy } from "@trpc/tanstack-react-query";
import type { Session } from "../../session/session";
import { asAction } from "../as-action";
import { asPages } from "../as-pages";
import type { Board } from "../board";
import type { RemoveRefusal } from "../contract";
import { optimisticRemoval } from "../list-cache";
import { createClient } from "./client";
import { type ClientError, rejectingFailure, toFailure } from "./failure";
import { useFeed } from "./feed";

/** The page's calls on the official tRPC client and its TanStack integration. */
export function trpcBoard(session: Session, queries: QueryClient): Board {
  const client = createClient(session);
  const trpc = createTRPCOptionsProxy({ client, queryClient: queries });
  const listKey = trpc.posts.list.infiniteQueryKey({});
  return {
    listKey,
    refresh: () => rejectingFailure(client.auth.refresh.mutate()),
    signOut: () => rejectingFailure(client.auth.signOut.mutate()),
    useSignIn: () => asAction(useMutation(trpc.auth.signIn.mutationOptions()), toFailure),
    useSignUp: () => asAction(useMutation(trpc.auth.signUp.mutationOptions()), toFailure),
    usePosts: () =>
      asPages(
        useInfiniteQuery(
          trpc.posts.list.infiniteQueryOptions({}, { getNextPageParam: (page) => page.nextCursor }),
        ),
        toFailure,
      ),
    useCreatePost: () => asAction(useMutation(trpc.posts.create.mutationOptions()), toFailure),
    useRemovePost: (failed) => {
      const removal = optimisticRemoval(useQueryClient(), listKey, (error: ClientError<RemoveRefusal>) =>
        failed(toFailure(error)),
      );
      return asAction(useMutation(trpc.posts.remove.mutationOptions(removal)), toFailure);
    },
    useFeed: (onEvent) => useFeed(trpc.posts.watch, onEvent),
  };
}
