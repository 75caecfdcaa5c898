//! Opaque random tokens.

use std::{fmt, io};

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use sha2::{Digest, Sha256};

/// Random 256-bit token, such as a refresh token.
///
/// Send [`OpaqueToken::as_str`] to the client and store only [`OpaqueToken::digest`], so that a leaked store reveals no
/// usable token.
#[derive(Clone)]
pub struct OpaqueToken(String);

impl OpaqueToken {
    /// Generates a random token.
    ///
    /// # Errors
    ///
    /// Returns an [`io::Error`] if the operating system cannot provide randomness.
    pub fn random() -> io::Result<OpaqueToken> {
        Ok(OpaqueToken(BASE64_URL_SAFE_NO_PAD.encode(random_bytes()?)))
    }

    /// Joins a family id and a secret, both base64url, into a refresh token.
    pub(crate) fn for_family(id: &str, secret: &str) -> OpaqueToken {
        OpaqueToken(format!("{id}.{secret}"))
    }

    /// Returns the token as a string to send to the client.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the token's digest, for storing it.
    pub fn digest(&self) -> String {
        OpaqueToken::digest_of(&self.0)
    }

    /// Returns the digest of a token presented by a client, for looking it up in a store.
    ///
    /// The digest is SHA-256 without a salt, which is sufficient because a random 256-bit token cannot be guessed.
    pub fn digest_of(token: &str) -> String {
        BASE64_URL_SAFE_NO_PAD.encode(Sha256::digest(token.as_bytes()))
    }
}

impl fmt::Debug for OpaqueToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("OpaqueToken(…)")
    }
}

pub(crate) fn random_bytes() -> io::Result<[u8; 32]> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).map_err(io::Error::other)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn random_tokens_differ_and_have_a_stable_digest() {
        let (one, two) = (OpaqueToken::random().unwrap(), OpaqueToken::random().unwrap());
        assert_ne!(one.as_str(), two.as_str());
        assert_eq!(one.as_str().len(), 43);
        assert_eq!(one.digest(), OpaqueToken::digest_of(one.as_str()));
        assert!(!one.digest().contains(one.as_str()));
        assert_eq!(format!("{one:?}"), "OpaqueToken(…)");
    }
}
