/** Error code: one that the server sends, or one of {@link ClientErrorCode}. */
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
  | ClientErrorCode;

/**
 * Error codes that only the client produces.
 *
 * - `NETWORK`: the request or its response was lost.
 * - `ABORTED`: the caller aborted the call.
 * - `MALFORMED_RESPONSE`: the response does not follow the protocol.
 * - `CLIENT`: the client failed before it sent the request, for example in a link or while encoding the input.
 */
export type ClientErrorCode = "NETWORK" | "ABORTED" | "MALFORMED_RESPONSE" | "CLIENT";
