import type { IsotypeError, Mutation } from "@isotype/client";
import type { MutationObserverOptions, QueryKey } from "@tanstack/query-core";
import { buildKey } from "./query-key.js";

/** TanStack Query options that a mutation accepts. `C` is the type of the context that `onMutate` returns. */
export type MutationOptionsIn<I, O, E, C> = Omit<
  MutationObserverOptions<O, IsotypeError<E>, I, C>,
  "mutationKey" | "mutationFn"
>;

/** Options for `useMutation` in any framework adapter. */
export type MutationOptions<I, O, E, C> = MutationOptionsIn<I, O, E, C> & {
  mutationKey: QueryKey;
  mutationFn: (input: I) => Promise<O>;
};

/**
 * Returns options for a mutation.
 *
 * @example
 * const create = useMutation(mutationOptions(client.posts.create));
 * if (create.error?.data?.type === "TitleTaken") show(create.error.data.by);
 */
export function mutationOptions<I, O, E, C = unknown>(
  procedure: Mutation<I, O, E>,
  options?: MutationOptionsIn<NoInfer<I>, NoInfer<O>, NoInfer<E>, C>,
): MutationOptions<I, O, E, C> {
  const call = procedure as (input: unknown) => Promise<O>;
  return {
    ...options,
    mutationKey: buildKey(procedure, {}),
    mutationFn: (input: I) => call(input),
  } as MutationOptions<I, O, E, C>;
}
