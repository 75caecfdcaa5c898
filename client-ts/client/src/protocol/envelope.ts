import { type ErrorCode, IsotypeError } from "../error/index.js";

/** What a response says beside its body. */
export interface ResponseMeta {
  readonly status?: number | undefined;
  readonly retryAfterMs?: number | undefined;
}

/** An error as the server writes it; nothing of it is sure to be there. */
interface ErrorShape {
  readonly message?: unknown;
  readonly code?: unknown;
  readonly data?: {
    readonly code?: ErrorCode;
    readonly error?: unknown;
    readonly httpStatus?: number;
    readonly path?: string;
    readonly requestId?: string;
    readonly retryAfterMs?: number;
  };
}

/**
 * The output within one call's envelope.
 *
 * @throws {IsotypeError} the server's error, or `MALFORMED_RESPONSE` for anything that is no envelope.
 */
export function unwrapEnvelope(envelope: unknown, meta?: ResponseMeta): unknown {
  const { error, result } = (envelope ?? {}) as { readonly error?: unknown; readonly result?: { data?: unknown } };
  if (error !== undefined) throw errorFromShape(error, meta);
  // A unit output may be left out on the wire; callers and caches want a value.
  if (result instanceof Object) return result.data ?? null;
  throw malformedResponse("no envelope", envelope, meta);
}

/** The error that an error shape stands for: `{message, code, data}`. */
export function errorFromShape(shape: unknown, meta: ResponseMeta = {}): IsotypeError {
  const { message, code, data } = (shape ?? {}) as ErrorShape;
  if (typeof message !== "string" || typeof code !== "number") {
    return malformedResponse("no error", shape, meta);
  }
  const {
    code: name = "INTERNAL_SERVER_ERROR",
    error: declared,
    // This number stands for every name of a 5xx status.
    httpStatus: status = meta.status ?? (code === -32603 ? 500 : undefined),
    retryAfterMs = meta.retryAfterMs,
    path,
    requestId,
  } = data ?? {};
  return new IsotypeError(message, { code: name, data: declared, status, path, requestId, retryAfterMs });
}

/** An answer that does not follow the protocol; `cause` is what was there instead. */
export function malformedResponse(what: string, cause: unknown, meta?: ResponseMeta): IsotypeError {
  return new IsotypeError(`the answer is ${what}`, { code: "MALFORMED_RESPONSE", ...meta, cause });
}

/** The value in a text of JSON; throws `MALFORMED_RESPONSE`. */
export function parseJson(text: string, meta?: ResponseMeta): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw malformedResponse("no JSON", cause, meta);
  }
}
