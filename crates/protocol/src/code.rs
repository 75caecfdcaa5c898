//! The codes of an error, with their JSON-RPC number and HTTP status (protocol section 1).

use serde::{Serialize, Serializer};

macro_rules! codes {
    ($($(#[$doc:meta])* $variant:ident $name:literal $number:literal $status:literal;)*) => {
        /// What kind of failure a caller is told of; the names are tRPC's.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Code { $($(#[$doc])* $variant,)* }

        impl Code {
            /// Every code, in the order of their HTTP statuses.
            pub const ALL: &[Code] = &[$(Code::$variant),*];

            /// The name on the wire, such as `NOT_FOUND`.
            pub const fn as_str(self) -> &'static str {
                match self { $(Code::$variant => $name,)* }
            }

            /// The JSON-RPC number, such as -32004. Five codes share -32603.
            pub const fn number(self) -> i32 {
                match self { $(Code::$variant => $number,)* }
            }

            /// The HTTP status, such as 404.
            pub const fn status(self) -> u16 {
                match self { $(Code::$variant => $status,)* }
            }
        }
    };
}

codes! {
    /// The request is not what the protocol knows.
    ParseError "PARSE_ERROR" -32700 400;
    /// The input is wrong.
    BadRequest "BAD_REQUEST" -32600 400;
    /// Nobody is signed in, or the proof of it is not valid.
    Unauthorized "UNAUTHORIZED" -32001 401;
    /// A payment is due.
    PaymentRequired "PAYMENT_REQUIRED" -32002 402;
    /// The caller is known and may not do this.
    Forbidden "FORBIDDEN" -32003 403;
    /// There is no such procedure, or no such thing.
    NotFound "NOT_FOUND" -32004 404;
    /// The procedure is not called by this verb.
    MethodNotSupported "METHOD_NOT_SUPPORTED" -32005 405;
    /// It took too long.
    Timeout "TIMEOUT" -32008 408;
    /// It contradicts the present state.
    Conflict "CONFLICT" -32009 409;
    /// A condition of the request does not hold.
    PreconditionFailed "PRECONDITION_FAILED" -32012 412;
    /// The body is too large.
    PayloadTooLarge "PAYLOAD_TOO_LARGE" -32013 413;
    /// The content type is not one that is read here.
    UnsupportedMediaType "UNSUPPORTED_MEDIA_TYPE" -32015 415;
    /// The input is well-formed and makes no sense.
    UnprocessableContent "UNPROCESSABLE_CONTENT" -32022 422;
    /// The request must state a condition.
    PreconditionRequired "PRECONDITION_REQUIRED" -32028 428;
    /// The caller asks too often.
    TooManyRequests "TOO_MANY_REQUESTS" -32029 429;
    /// The caller has gone.
    ClientClosedRequest "CLIENT_CLOSED_REQUEST" -32099 499;
    /// Something failed inside; the caller learns no more than a request id.
    InternalServerError "INTERNAL_SERVER_ERROR" -32603 500;
    /// This is not built.
    NotImplemented "NOT_IMPLEMENTED" -32603 501;
    /// A server behind this one answered wrongly.
    BadGateway "BAD_GATEWAY" -32603 502;
    /// A part is down for now; the caller may try again.
    ServiceUnavailable "SERVICE_UNAVAILABLE" -32603 503;
    /// A server behind this one did not answer in time.
    GatewayTimeout "GATEWAY_TIMEOUT" -32603 504;
}

impl Serialize for Code {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}
