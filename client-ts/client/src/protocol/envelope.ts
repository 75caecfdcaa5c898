import { type ErrorCode, IsotypeError } from "../error/index.js";

/** Metadata of an HTTP response. */
export interface ResponseMeta {
  readonly status?: number | undefined;
  readonly retryAfterMs?: number | undefined;
}

/** Error shape as the server sends it. The response is not trusted, so every member is optional. */
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

/** Message of the server in one WebSocket frame. The members that are present determine its meaning. */
export interface Frame {
  /** Id of the operation. `null` if the message concerns the whole connection. */
  readonly id?: unknown;
  readonly method?: unknown;
  readonly error?: any;
  readonly result?: { readonly type?: unknown; readonly data?: unknown; readonly id?: unknown };
}

/** Type of `JSON.stringify`, with `undefined` as a possible result only for non-objects. */
interface ToJson {
  (value: object): string;
  (value: unknown): string | undefined;
}

/** Serializes a value to JSON. */
export const toJson: ToJson = JSON.stringify;

/**
 * Parses JSON.
 *
 * @throws {IsotypeError} `MALFORMED_RESPONSE` if the text is not JSON.
 */
export function parseJson(text: string, meta?: ResponseMeta): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw malformedResponse("JSON", cause, meta);
  }
}

/**
 * Unwraps the output from the envelope of a call.
 *
 * @throws {IsotypeError} The server's error, or `MALFORMED_RESPONSE` if the value is not an envelope.
 */
export function unwrapEnvelope(envelope: unknown, meta?: ResponseMeta): unknown {
  const { error, result } = (envelope ?? {}) as { readonly error?: unknown; readonly result?: { data?: unknown } };
  if (error !== undefined) throw errorFromShape(error, meta);
  // The server may omit the output of a procedure that returns `()`. Callers and caches expect a value.
  if (result instanceof Object) return result.data ?? null;
  throw malformedResponse("envelope", envelope, meta);
}

/** Converts an error shape `{ message, code, data }` to an error. */
export function errorFromShape(shape: unknown, meta: ResponseMeta = {}): IsotypeError {
  const { message, code, data } = (shape ?? {}) as ErrorShape;
  if (typeof message !== "string" || typeof code !== "number") {
    return malformedResponse("error", shape, meta);
  }
  const {
    code: name = "INTERNAL_SERVER_ERROR",
    error: declared,
    // All codes with a 5xx status share this number.
    httpStatus: status = meta.status ?? (code === -32603 ? 500 : undefined),
    retryAfterMs = meta.retryAfterMs,
    path,
    requestId,
  } = data ?? {};
  return new IsotypeError(message, { code: name, data: declared, status, path, requestId, retryAfterMs });
}

/** Returns the error of a response that does not follow the protocol. `cause` is the received value. */
export function malformedResponse(expected: string, cause: unknown, meta?: ResponseMeta): IsotypeError {
  return new IsotypeError(`malformed response: expected ${expected}`, { code: "MALFORMED_RESPONSE", ...meta, cause });
}
