//! Errors for invalid keys and key sets.

use crate::SecretError;

use super::Algorithm;

/// Error returned when a key or a key set is invalid.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum KeyError {
    /// The PEM is malformed, or it does not contain a key for the algorithm.
    #[error(
        "invalid PEM key for {0}: expected a private key as PKCS #8 (convert others with `openssl pkcs8 -topk8 -nocrypt`) or a \
         public key as SubjectPublicKeyInfo"
    )]
    Pem(Algorithm, #[source] Option<jsonwebtoken::errors::Error>),
    /// The JWK is malformed or of an unsupported kind.
    #[error("invalid JWK: {0}")]
    Jwk(&'static str),
    /// The RSA key has an unsupported size in bits (RFC 7518, section 3.3).
    #[error("invalid RSA key size: expected {min} to {max} bits, found {0}", min = RSA_BITS.start(), max = RSA_BITS.end())]
    RsaKeySize(usize),
    /// The secret of an HS256 key is too weak.
    #[error(transparent)]
    Secret(#[from] SecretError),
    /// The key set is empty.
    #[error("empty key set: expected at least one key")]
    Empty,
    /// Two keys in the set have the same id.
    #[error("duplicate key id {0:?}; key ids in a set must be unique")]
    DuplicateId(String),
}

/// Supported sizes of RSA keys. Smaller keys are weak; larger ones make verifying forged tokens expensive.
pub(super) const RSA_BITS: std::ops::RangeInclusive<usize> = 2048..=4096;
