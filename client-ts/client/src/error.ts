/** What kind of failure it is: tRPC's names, and three that never leave the client. */
export type ErrorCode =
  | "PARSE_ERROR"
  | "BAD_REQUEST"
  | "UNAUTHORIZED"
  | "PAYMENT_REQUIRED"
  | "FORBIDDEN"
  | "NOT_FOUND"
  | "METHOD_NOT_SUPPORTED"
  | "TIMEOUT"
  | "CONFLICT"
  | "PRECONDITION_FAILED"
  | "PAYLOAD_TOO_LARGE"
  | "UNSUPPORTED_MEDIA_TYPE"
  | "UNPROCESSABLE_CONTENT"
  | "PRECONDITION_REQUIRED"
  | "TOO_MANY_REQUESTS"
  | "CLIENT_CLOSED_REQUEST"
  | "INTERNAL_SERVER_ERROR"
  | "NOT_IMPLEMENTED"
  | "BAD_GATEWAY"
  | "SERVICE_UNAVAILABLE"
  | "GATEWAY_TIMEOUT"
  /** No answer came: the network, the server or CORS. */
  | "NETWORK"
  /** The caller's signal was aborted. */
  | "ABORTED"
  /** An answer came that is not one of this protocol. */
  | "MALFORMED_RESPONSE";

/** What is known of a failure beside its message. */
export interface ErrorDetails<E> {
  /** The kind of failure. */
  code: ErrorCode;
  /** The declared error; absent when the server declared none. */
  data?: E | undefined;
  /** The HTTP status that the server gave the call. */
  status?: number | undefined;
  /** The procedure. */
  path?: string | undefined;
  /** The id under which the server's log has the rest. */
  requestId?: string | undefined;
  /** What caused it. */
  cause?: unknown;
}

/**
 * A failed call. `E` is the union of what the procedure declares; `data` holds it.
 *
 * @example
 * ```ts
 * if (error.data?.type === "TitleTaken") show(`see post ${error.data.by}`);
 * ```
 */
export class IsotypeError<E = unknown> extends Error {
  override readonly name = "IsotypeError";
  /** The kind of failure. */
  readonly code: ErrorCode;
  /** The declared error; `undefined` when the server declared none, or was never reached. */
  readonly data: E | undefined;
  /** The HTTP status that the server gave the call. */
  readonly status: number | undefined;
  /** The procedure. */
  readonly path: string | undefined;
  /** The id under which the server's log has the rest. */
  readonly requestId: string | undefined;

  constructor(message: string, details: ErrorDetails<E>) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.code = details.code;
    this.data = details.data;
    this.status = details.status;
    this.path = details.path;
    this.requestId = details.requestId;
  }
}

/** The same failure as an {@link IsotypeError}: an abort stays an abort, everything else is the network's. */
export function toError(cause: unknown, path: string, signal?: AbortSignal): IsotypeError<never> {
  if (cause instanceof IsotypeError) return cause as IsotypeError<never>;
  if (signal?.aborted) return aborted(path, cause);
  const message = cause instanceof Error ? cause.message : String(cause);
  return new IsotypeError(`${path}: no answer came (${message})`, { code: "NETWORK", path, cause });
}

/** The failure of a call whose signal was aborted. */
export function aborted(path: string, cause?: unknown): IsotypeError<never> {
  return new IsotypeError(`${path}: the call was aborted`, { code: "ABORTED", path, cause });
}

/** The failure of a call whose answer is not of this protocol. */
export function malformed(path: string, why: string, cause?: unknown): IsotypeError<never> {
  return new IsotypeError(`${path}: the answer cannot be understood: ${why}`, {
    code: "MALFORMED_RESPONSE",
    path,
    cause,
  });
}
