import { type ErrorCode, IsotypeError, malformed } from "../error.js";

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

const text = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

/** The output of one call out of its envelope (tRPC v11, `{result}` or `{error}`). */
export function readEnvelope(envelope: unknown, path: string): unknown {
  if (isObject(envelope)) {
    const { error, result } = envelope as { error?: unknown; result?: unknown };
    if (error !== undefined) throw readError(error, path);
    if (isObject(result)) return (result as { data?: unknown }).data;
  }
  throw malformed(path, "it is neither a result nor an error");
}

/** An error shape `{message, code, data}` as an {@link IsotypeError}. */
export function readError(shape: unknown, path: string): IsotypeError {
  const { message, data } = (isObject(shape) ? shape : {}) as { message?: unknown; data?: unknown };
  if (typeof message !== "string" || !isObject(data)) return malformed(path, "the error has no message or no data");
  const { code, httpStatus, error, requestId } = data as Record<"code" | "httpStatus" | "error" | "requestId", unknown>;
  if (typeof code !== "string") return malformed(path, "the error has no code");
  return new IsotypeError(message, {
    code: code as ErrorCode,
    data: error,
    status: typeof httpStatus === "number" ? httpStatus : undefined,
    path,
    requestId: text(requestId),
  });
}

/** Whether a subscription that failed so may be opened again: the server's fault, or the network's (protocol, section 4). */
export function isPassing(error: IsotypeError): boolean {
  return error.code === "NETWORK" || (error.status !== undefined && error.status >= 500);
}
