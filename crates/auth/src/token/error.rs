//! Why a token is not good.

use isotype_core::Unauthorized;

/// Why a token was refused: for the log. A caller learns whether its token has expired, and nothing else; `?` makes that of it in a
/// function that returns [`Unauthorized`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TokenError {
    /// Longer than [`Jwt::LONGEST`](crate::Jwt::LONGEST).
    #[error("the token is too long")]
    TooLong,
    /// Not three parts in base64url (RFC 7515, section 7.1).
    #[error("this is no token")]
    Malformed,
    /// The header is not a JSON object of the right members, or has one twice (RFC 7515, section 5.2).
    #[error("the token's header does not decode")]
    InvalidHeader,
    /// The header has extensions that must be understood, and none is (RFC 7515, section 4.1.11; RFC 7797, section 7).
    #[error("the token has a critical extension")]
    UnsupportedCritical,
    /// It is a token of another kind (RFC 8725, section 3.11).
    #[error("the token is of another type")]
    InvalidType,
    /// No key has the id that it names; or it names none, and there are several.
    #[error("no key is known that the token is signed by")]
    UnknownKey,
    /// It says another algorithm than that of its key (RFC 8725, section 3.1).
    #[error("the token's algorithm is not that of its key")]
    InvalidAlgorithm,
    /// It was not signed by the key, or changed since.
    #[error("the token's signature is not its key's")]
    InvalidSignature,
    /// The claims are not a JSON object of the expected members, or have one twice (RFC 7519, section 4).
    #[error("the token's claims do not decode")]
    InvalidClaims,
    /// Its time is over (RFC 7519, section 4.1.4).
    #[error("the token has expired")]
    Expired,
    /// Its time has not come (RFC 7519, section 4.1.5).
    #[error("the token is not valid yet")]
    NotYetValid,
    /// Somebody else has issued it (RFC 8725, section 3.8).
    #[error("the token is of another issuer")]
    InvalidIssuer,
    /// It is meant for somebody else (RFC 8725, section 3.9).
    #[error("the token is for another audience")]
    InvalidAudience,
}

impl From<TokenError> for Unauthorized {
    fn from(error: TokenError) -> Unauthorized {
        match error {
            TokenError::Expired => Unauthorized::new("the access token has expired"),
            _ => Unauthorized::new("the access token is not valid"),
        }
    }
}
