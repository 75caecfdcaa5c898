import type { UseMutationResult } from "@tanstack/react-query";
import type { Action, Endings, Failure } from "./board";

/** Narrows TanStack's mutation to what components use; `read` turns the client's error into a {@link Failure}. */
export function asAction<I, O, X, C, E>(
  mutation: UseMutationResult<O, X, I, C>,
  read: (error: X) => Failure<E>,
): Action<I, O, E> {
  return {
    pending: mutation.isPending,
    run: (input: I, endings: Endings<O, E> = {}) =>
      mutation.mutate(input, {
        onSuccess: (output) => endings.done?.(output),
        onError: (error) => endings.failed?.(read(error)),
      }),
  };
}
