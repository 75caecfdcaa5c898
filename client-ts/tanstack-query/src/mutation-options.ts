import type { IsotypeError, Mutation } from "@isotype/client";
import type { MutationObserverOptions } from "@tanstack/query-core";
import { type QueryKey, buildKey } from "./query-key.js";

/** What a mutation may be told beside its key and its function; `C` is what `onMutate` hands on. */
export type MutationOptionsIn<I, O, E, C> = Omit<
  MutationObserverOptions<O, IsotypeError<E>, I, C>,
  "mutationKey" | "mutationFn"
>;

/** Options for `useMutation` and its like in every framework. */
export type MutationOptions<I, O, E, C> = MutationOptionsIn<I, O, E, C> & {
  mutationKey: QueryKey;
  mutationFn: (input: I) => Promise<O>;
};

/**
 * A mutation as options.
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
