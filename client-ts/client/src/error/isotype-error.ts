import type { ErrorCode } from "./error-code.js";

/** Properties of a new {@link IsotypeError}. */
export interface IsotypeErrorInit<E> {
  readonly code: ErrorCode;
  readonly data?: E | undefined;
  readonly status?: number | undefined;
  readonly path?: string | undefined;
  readonly requestId?: string | undefined;
  readonly retryAfterMs?: number | undefined;
  readonly cause?: unknown;
}

/**
 * Error that every failed call rejects with. `E` is the union of the errors that the procedure declares.
 *
 * @example
 * try {
 *   await client.posts.create({ title });
 * } catch (error) {
 *   if (error instanceof IsotypeError && error.code === "CONFLICT") showConflict(error.message);
 * }
 */
export class IsotypeError<E = unknown> extends Error {
  override readonly name = "IsotypeError";
  /** Error code. */
  declare readonly code: ErrorCode;
  /** Declared error. `undefined` for all other errors, such as network errors. */
  declare readonly data: E | undefined;
  /** HTTP status, if there was a response. */
  declare readonly status: number | undefined;
  /** Name of the called procedure, for example `posts.create`. */
  declare readonly path: string | undefined;
  /** Id under which the server logged the request. */
  declare readonly requestId: string | undefined;
  /** Minimum delay before the next attempt, in milliseconds, if the server asked for one. */
  declare readonly retryAfterMs: number | undefined;

  constructor(message: string, init: IsotypeErrorInit<E>) {
    super(message, init);
    Object.assign(this, init);
  }
}

/** Call during which a value was thrown. */
interface ErrorContext {
  readonly path?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Converts a thrown value to an {@link IsotypeError} that names the procedure. The code is `ABORTED` if the caller
 * aborted the call.
 */
export function toIsotypeError(thrown: unknown, { path, signal }: ErrorContext = {}): IsotypeError {
  if (signal?.aborted) return toIsotypeError(abortError(signal.reason), { path });
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  if (!(thrown instanceof IsotypeError)) return new IsotypeError(message, { code: "CLIENT", path, cause: thrown });
  // Several calls may share an error without a path, so each call gets a copy.
  return thrown.path ? thrown : new IsotypeError(message, { ...thrown, path, cause: thrown.cause });
}

/** Returns the error of a call that its caller aborted. */
export function abortError(cause?: unknown): IsotypeError {
  return new IsotypeError("call aborted", { code: "ABORTED", cause });
}

/** Returns the error of a call whose response is missing or incomplete. */
export function networkError(cause: unknown): IsotypeError {
  return new IsotypeError(`connection failed: ${cause}`, { code: "NETWORK", cause });
}

/** Throws a {@link networkError}. */
export function throwNetworkError(cause: unknown): never {
  throw networkError(cause);
}
