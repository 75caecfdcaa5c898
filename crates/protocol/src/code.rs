//! Error codes with their JSON-RPC numbers and HTTP statuses (`docs/protocol.md#error-codes`).

use serde::{Serialize, Serializer};

macro_rules! codes {
    ($($(#[$doc:meta])* $variant:ident $name:literal $number:literal $status:literal;)*) => {
        /// Error code of a response, as defined by tRPC.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Code { $($(#[$doc])* $variant,)* }

        impl Code {
            /// All codes, ordered by HTTP status.
            pub const ALL: &[Code] = &[$(Code::$variant),*];

            /// Returns the code's name in the wire protocol, such as `NOT_FOUND`.
            pub const fn as_str(self) -> &'static str {
                match self { $(Code::$variant => $name,)* }
            }

            /// Returns the JSON-RPC error code, such as -32004. Five codes share -32603.
            pub const fn json_rpc_code(self) -> i32 {
                match self { $(Code::$variant => $number,)* }
            }

            /// Returns the HTTP status, such as 404.
            pub const fn status(self) -> u16 {
                match self { $(Code::$variant => $status,)* }
            }
        }
    };
}

codes! {
    /// The request violates the protocol.
    ParseError "PARSE_ERROR" -32700 400;
    /// The input is malformed or invalid.
    BadRequest "BAD_REQUEST" -32600 400;
    /// Credentials are missing or invalid.
    Unauthorized "UNAUTHORIZED" -32001 401;
    /// A payment is required.
    PaymentRequired "PAYMENT_REQUIRED" -32002 402;
    /// The caller is authenticated but lacks permission.
    Forbidden "FORBIDDEN" -32003 403;
    /// The procedure or the resource does not exist.
    NotFound "NOT_FOUND" -32004 404;
    /// The procedure cannot be called with this HTTP method.
    MethodNotSupported "METHOD_NOT_SUPPORTED" -32005 405;
    /// The call did not finish in time.
    Timeout "TIMEOUT" -32008 408;
    /// The request conflicts with the current state.
    Conflict "CONFLICT" -32009 409;
    /// A precondition of the request is not met.
    PreconditionFailed "PRECONDITION_FAILED" -32012 412;
    /// The request is too large.
    PayloadTooLarge "PAYLOAD_TOO_LARGE" -32013 413;
    /// The content type is not supported.
    UnsupportedMediaType "UNSUPPORTED_MEDIA_TYPE" -32015 415;
    /// The input is well-formed but cannot be processed.
    UnprocessableContent "UNPROCESSABLE_CONTENT" -32022 422;
    /// The request must be conditional.
    PreconditionRequired "PRECONDITION_REQUIRED" -32028 428;
    /// A rate limit is exceeded.
    TooManyRequests "TOO_MANY_REQUESTS" -32029 429;
    /// The client closed the request.
    ClientClosedRequest "CLIENT_CLOSED_REQUEST" -32099 499;
    /// An internal error occurred. The caller receives only a request id.
    InternalServerError "INTERNAL_SERVER_ERROR" -32603 500;
    /// The operation is not implemented.
    NotImplemented "NOT_IMPLEMENTED" -32603 501;
    /// An upstream server sent an invalid response.
    BadGateway "BAD_GATEWAY" -32603 502;
    /// The service is temporarily unavailable. The caller may retry.
    ServiceUnavailable "SERVICE_UNAVAILABLE" -32603 503;
    /// An upstream server did not respond in time.
    GatewayTimeout "GATEWAY_TIMEOUT" -32603 504;
}

impl Serialize for Code {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}
