import type { UseMutationResult } from "@tanstack/react-query";
import type { BoardMutation, MutationCallbacks, CallError } from "./board";

/** Narrows TanStack's mutation to what components use; `read` turns the client's error into a {@link CallError}. */
export function toBoardMutation<I, O, X, C, E>(
  mutation: UseMutationResult<O, X, I, C>,
  toError: (error: X) => CallError<E>,
): BoardMutation<I, O, E> {
  return {
    isPending: mutation.isPending,
    mutate: (input: I, endings: MutationCallbacks<O, E> = {}) =>
      mutation.mutate(input, {
        onSuccess: (output) => endings.onSuccess?.(output),
        onError: (error) => endings.onError?.(toError(error)),
      }),
  };
}
