//! By what a key signs.

use std::fmt;

use jsonwebtoken::Algorithm as Inner;

/// The algorithms that a [`Key`](crate::Key) can be for (RFC 7518, section 3.1; EdDSA: RFC 8037). There are no others: what is
/// not here, `none` above all, cannot be named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Algorithm {
    /// HMAC with SHA-256: who can verify can sign.
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
    /// Its name in a token's header and in a JWK.
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

    /// Whether a token's header means it by that name; RFC 9864 has a second one for EdDSA.
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
