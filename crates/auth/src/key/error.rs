//! Why there is no key.

use crate::SecretError;

use super::Algorithm;

/// Why a key was not taken.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// It is not in the form that it should be in, or not of the algorithm.
    #[error(
        "this is no key for {0}: a private one is a PEM of PKCS #8 (`openssl pkcs8 -topk8 -nocrypt` makes it of others), a public one \
         a PEM of SubjectPublicKeyInfo"
    )]
    Pem(Algorithm, #[source] Option<jsonwebtoken::errors::Error>),
    /// The JWK does not decode, or is of a kind that is not known here.
    #[error("this is no JWK that can be used: {0}")]
    Jwk(&'static str),
    /// An RSA key of a size that is not taken (RFC 7518, section 3.3).
    #[error("an RSA key has {min} to {max} bits, and this one {0}", min = RSA_BITS.start(), max = RSA_BITS.end())]
    RsaKeySize(usize),
    /// A secret that can be guessed.
    #[error(transparent)]
    Secret(#[from] SecretError),
    /// A set of no keys could verify nothing.
    #[error("there are no keys")]
    Empty,
    /// Two keys cannot have one id: a token would be judged by the wrong one.
    #[error("two keys have the id {0:?}")]
    DuplicateId(String),
}

/// The sizes of RSA keys that are taken: smaller ones are weak, and larger ones make a caller's token cost too much.
pub(super) const RSA_BITS: std::ops::RangeInclusive<usize> = 2048..=4096;
