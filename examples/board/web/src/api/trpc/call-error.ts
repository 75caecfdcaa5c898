import { TRPCClientError } from "@trpc/client";
import type { CallError } from "../board";

/** As much of a tRPC client error as the page reads. */
export interface TRPCErrorLike<E> {
  readonly message: string;
  readonly data?:
    | { readonly code: string; readonly requestId?: string | undefined; readonly error?: E | undefined }
    | null
    | undefined;
}

/** Reads a tRPC client error; one without `data` never reached the server. */
export function toCallError<E>(error: TRPCErrorLike<E>): CallError<E> {
  return {
    code: error.data?.code ?? "NETWORK",
    message: error.message,
    data: error.data?.error,
    requestId: error.data?.requestId,
  };
}

/** Makes a direct call reject with a {@link CallError}, as the seam promises. */
export function rejectWithCallError<T>(call: Promise<T>): Promise<T> {
  return call.catch((error: unknown) => {
    throw error instanceof TRPCClientError ? toCallError(error) : error;
  });
}
