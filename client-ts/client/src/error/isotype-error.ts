import type { ErrorCode } from "./error-code.js";

/** What an {@link IsotypeError} is made of. */
export interface IsotypeErrorInit<E> {
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

  constructor(message: string, init: IsotypeErrorInit<E>) {
    super(message, init);
    Object.assign(this, init);
  }
}

/** On whose behalf something was done that failed. */
interface ErrorContext {
  readonly path?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Whatever was thrown, as an {@link IsotypeError} that names the procedure: `ABORTED` where the caller gave up. An error
 * without a name may be that of several calls, so each gets a copy.
 */
export function toIsotypeError(thrown: unknown, { path, signal }: ErrorContext = {}): IsotypeError {
  if (signal?.aborted) return toIsotypeError(abortError(signal.reason), { path });
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  if (!(thrown instanceof IsotypeError)) return new IsotypeError(message, { code: "CLIENT", path, cause: thrown });
  return thrown.path ? thrown : new IsotypeError(message, { ...thrown, path, cause: thrown.cause });
}

/** The error of a call that its caller gave up. */
export function abortError(cause?: unknown): IsotypeError {
  return new IsotypeError("the call was aborted", { code: "ABORTED", cause });
}

/** The error of a call to which no answer came, or not all of it. */
export function networkError(cause: unknown): IsotypeError {
  return new IsotypeError(`the connection failed: ${cause}`, { code: "NETWORK", cause });
}
