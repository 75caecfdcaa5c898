//! Signature algorithms.

use std::fmt;

use jsonwebtoken::Algorithm as Inner;

/// Signature algorithm of a [`Key`](crate::Key) (RFC 7518, section 3.1; RFC 8037 for EdDSA).
///
/// Other algorithms, including `none`, are not supported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Algorithm {
    /// HMAC with SHA-256. The same secret signs and verifies.
    Hs256,
    /// RSASSA-PKCS1-v1_5 with SHA-256.
    Rs256,
    /// RSASSA-PSS with SHA-256.
    Ps256,
    /// ECDSA on P-256 with SHA-256.
    Es256,
    /// ECDSA on P-384 with SHA-384.
    Es384,
    /// EdDSA on Ed25519.
    EdDsa,
}

impl Algorithm {
    /// Returns the name of the algorithm in JWT headers and JWKs, such as `ES256`.
    pub fn as_str(self) -> &'static str {
        match self {
            Algorithm::Hs256 => "HS256",
            Algorithm::Rs256 => "RS256",
            Algorithm::Ps256 => "PS256",
            Algorithm::Es256 => "ES256",
            Algorithm::Es384 => "ES384",
            Algorithm::EdDsa => "EdDSA",
        }
    }

    /// Returns `true` if `name` denotes this algorithm. EdDSA is also known as `Ed25519` (RFC 9864).
    pub(crate) fn matches_name(self, name: &str) -> bool {
        name == self.as_str() || (self == Algorithm::EdDsa && name == "Ed25519")
    }

    pub(crate) fn inner(self) -> Inner {
        match self {
            Algorithm::Hs256 => Inner::HS256,
            Algorithm::Rs256 => Inner::RS256,
            Algorithm::Ps256 => Inner::PS256,
            Algorithm::Es256 => Inner::ES256,
            Algorithm::Es384 => Inner::ES384,
            Algorithm::EdDsa => Inner::EdDSA,
        }
    }
}

impl fmt::Display for Algorithm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
