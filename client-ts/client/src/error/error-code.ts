/** The name of what went wrong: the server's names, then those that only a client can know. */
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
 * Codes that no server sends: the request never arrived or never came back (`NETWORK`), the caller gave up
 * (`ABORTED`), the answer was not of this protocol (`MALFORMED_RESPONSE`), or this side failed before it could ask,
 * for example in a link or in encoding the input (`CLIENT`).
 */
export type ClientErrorCode = "NETWORK" | "ABORTED" | "MALFORMED_RESPONSE" | "CLIENT";
