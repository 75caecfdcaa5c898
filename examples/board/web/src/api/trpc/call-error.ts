import { TRPCClientError } from "@trpc/client";
import type { CallError } from "../board";

/** The part of a tRPC client error that the page uses. */
export interface TRPCErrorLike<E> {
  readonly message: string;
  readonly data?:
    | { readonly code: string; readonly requestId?: string | undefined; readonly error?: E | undefined }
    | null
    | undefined;
}

/** Converts a tRPC client error. An error without `data` is a network error. */
export function toCallError<E>(error: TRPCErrorLike<E>): CallError<E> {
  return {
    code: error.data?.code ?? "NETWORK",
    message: error.message,
    data: error.data?.error,
    requestId: error.data?.requestId,
  };
}

/** Rejects with a {@link CallError} if the call fails. */
export function rejectWithCallError<T>(call: Promise<T>): Promise<T> {
  return call.catch((error: unknown) => {
    throw error instanceof TRPCClientError ? toCallError(error) : error;
  });
}
