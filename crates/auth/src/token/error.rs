//! Error type of token verification.

use isotype_core::Unauthorized;

/// Error returned when a token is rejected.
///
/// It is meant for logs. The `?` operator converts it to [`Unauthorized`], which reveals to the client only whether the
/// token has expired.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TokenError {
    /// The token is longer than [`Jwt::MAX_LEN`](crate::Jwt::MAX_LEN).
    #[error("JWT too long: the limit is {MAX_LEN} bytes", MAX_LEN = super::MAX_LEN)]
    TooLong,
    /// The token does not consist of three base64url segments (RFC 7515, section 7.1).
    #[error("malformed JWT: expected 3 base64url segments")]
    Malformed,
    /// The header is not a JSON object with the expected members, or has duplicate members (RFC 7515, section 5.2).
    #[error("invalid JWT header: expected a JSON object with `alg` and no duplicate members")]
    InvalidHeader,
    /// The header has critical extensions or `b64: false` (RFC 7515, section 4.1.11; RFC 7797, section 7).
    #[error("unsupported JWT header: `crit` and `b64` are not supported")]
    UnsupportedCritical,
    /// The token is not of the expected type (RFC 8725, section 3.11).
    #[error("unexpected JWT type in `typ`")]
    InvalidType,
    /// No key has the `kid` of the token, or the token has no `kid` and there are several keys.
    #[error("unknown JWT key in `kid`")]
    UnknownKey,
    /// The token's algorithm is not that of its key (RFC 8725, section 3.1).
    #[error("unexpected JWT algorithm in `alg`: expected the algorithm of the key")]
    InvalidAlgorithm,
    /// The signature was not made with the key, or the token was modified.
    #[error("invalid JWT signature")]
    InvalidSignature,
    /// The claims are not a JSON object with the expected members, or have duplicate members (RFC 7519, section 4).
    #[error("invalid JWT claims: expected a JSON object with `exp` and no duplicate members")]
    InvalidClaims,
    /// The token has expired (RFC 7519, section 4.1.4).
    #[error("expired JWT")]
    Expired,
    /// The token is not valid yet (RFC 7519, section 4.1.5).
    #[error("JWT not valid yet: `nbf` is in the future")]
    NotYetValid,
    /// The token comes from another issuer (RFC 8725, section 3.8).
    #[error("unexpected JWT issuer in `iss`")]
    InvalidIssuer,
    /// The token is intended for another audience (RFC 8725, section 3.9).
    #[error("unexpected JWT audience in `aud`")]
    InvalidAudience,
}

impl From<TokenError> for Unauthorized {
    fn from(error: TokenError) -> Unauthorized {
        match error {
            TokenError::Expired => Unauthorized::new("access token expired"),
            _ => Unauthorized::new("invalid access token"),
        }
    }
}
