import type { ErrorCode } from "./code.js";

/** What an {@link IsotypeError} is made of. */
export interface ErrorInit<E> {
  readonly code: ErrorCode;
  readonly data?: E | undefined;
  readonly status?: number | undefined;
  readonly path?: string | undefined;
  readonly requestId?: string | undefined;
  readonly retryAfterMs?: number | undefined;
  readonly cause?: unknown;
}

/** The one error that calls reject with. `E` is the union of errors that the procedure declares. */
export class IsotypeError<E = unknown> extends Error {
  override readonly name = "IsotypeError";
  /** What went wrong, by name. */
  declare readonly code: ErrorCode;
  /** The declared error; `undefined` for everything else (network, abort, undeclared errors). */
  declare readonly data: E | undefined;
  /** The HTTP status, where there was an answer. */
  declare readonly status: number | undefined;
  /** The procedure that was called, for example `posts.create`. */
  declare readonly path: string | undefined;
  /** Under this id the server's log tells what the answer does not. */
  declare readonly requestId: string | undefined;
  /** How long the server asks to wait before the next attempt. */
  declare readonly retryAfterMs: number | undefined;

  constructor(message: string, init: ErrorInit<E>) {
    const { cause, ...rest } = init;
    super(message, { cause });
    Object.assign(this, rest);
  }
}

/** Whatever was thrown, as an {@link IsotypeError}: `ABORTED` under a signal that aborted; what is one stays as it is. */
export function toIsotypeError(thrown: unknown, path?: string, signal?: AbortSignal): IsotypeError {
  if (signal?.aborted) return aborted(path, signal.reason);
  if (thrown instanceof IsotypeError) return thrown;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return new IsotypeError(message, { code: "CLIENT", path, cause: thrown });
}

/** What went wrong with several calls, as the error of one of them. */
export function errorFor(path: string, thrown: unknown): IsotypeError {
  const error = toIsotypeError(thrown);
  return new IsotypeError(error.message, { ...error, path, cause: error.cause });
}

/** The error of a call that its caller gave up. */
export function aborted(path?: string, cause?: unknown): IsotypeError {
  return new IsotypeError("the call was aborted", { code: "ABORTED", path, cause });
}

/** The error of a call to which no answer came, or not all of it. */
export function lost(path: string, cause: unknown): IsotypeError {
  return new IsotypeError(`the connection failed: ${cause}`, { code: "NETWORK", path, cause });
}
