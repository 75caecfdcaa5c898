import { type ErrorCode, IsotypeError } from "../error/index.js";

type Json = Readonly<Record<string, unknown>>;

/** What a response says beside its body. */
export interface Reply {
  readonly status?: number | undefined;
  readonly retryAfterMs?: number | undefined;
}

/** What the server adds to an error beyond message and number. */
interface ErrorData {
  readonly code?: ErrorCode;
  readonly error?: unknown;
  readonly httpStatus?: number;
  readonly path?: string;
  readonly requestId?: string;
  readonly retryAfterMs?: number;
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null;
}

/**
 * The output within one call's envelope.
 *
 * @throws {IsotypeError} the server's error, or `MALFORMED_RESPONSE` for anything that is no envelope.
 */
export function openEnvelope(envelope: unknown, path: string, reply?: Reply): unknown {
  if (isObject(envelope)) {
    if (envelope["error"] !== undefined) throw errorOfShape(envelope["error"], path, reply);
    const result = envelope["result"];
    // A unit output may be left out on the wire; callers and caches want a value.
    if (isObject(result)) return result["data"] ?? null;
  }
  throw malformed("the answer has no known shape", path, reply, envelope);
}

/** The error that an error shape stands for: `{message, code, data}`. */
export function errorOfShape(shape: unknown, path: string, reply: Reply = {}): IsotypeError {
  if (!isObject(shape) || typeof shape["message"] !== "string" || typeof shape["code"] !== "number") {
    return malformed("the answer has no known shape", path, reply, shape);
  }
  const data: ErrorData = isObject(shape["data"]) ? shape["data"] : {};
  const { code = "INTERNAL_SERVER_ERROR", error, httpStatus, requestId, retryAfterMs } = data;
  return new IsotypeError(shape["message"], {
    code,
    data: error,
    status: httpStatus ?? reply.status,
    path: data.path ?? path,
    requestId,
    retryAfterMs: retryAfterMs ?? reply.retryAfterMs,
  });
}

/** An answer that does not follow the protocol; `cause` is what was there instead. */
export function malformed(message: string, path: string, reply?: Reply, cause?: unknown): IsotypeError {
  return new IsotypeError(message, { code: "MALFORMED_RESPONSE", path, ...reply, cause });
}

/** Whether an error shape asks to try again: -32603 covers every 5xx name. */
export function isServerFault(shape: unknown): boolean {
  return isObject(shape) && shape["code"] === -32603;
}
