//! Random tokens that mean nothing by themselves.

use std::{fmt, io};

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use sha2::{Digest, Sha256};

/// A random token of 256 bits, such as a refresh token. Give [`OpaqueToken::as_str`] to the caller and keep only
/// [`OpaqueToken::digest`]: who reads the store cannot use what is in it.
#[derive(Clone)]
pub struct OpaqueToken(String);

impl OpaqueToken {
    /// A new one from the operating system's randomness.
    ///
    /// # Errors
    ///
    /// When the operating system has none.
    pub fn random() -> io::Result<OpaqueToken> {
        Ok(OpaqueToken(BASE64_URL_SAFE_NO_PAD.encode(random_bytes()?)))
    }

    /// A token that names its family and has a secret; both are of base64url.
    pub(crate) fn for_family(id: &str, secret: &str) -> OpaqueToken {
        OpaqueToken(format!("{id}.{secret}"))
    }

    /// The token, for the caller's eyes.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What to store of it.
    pub fn digest(&self) -> String {
        OpaqueToken::digest_of(&self.0)
    }

    /// What would be stored of the token that a caller presents. A fast hash is enough: 256 random bits cannot be guessed.
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
    fn tokens_differ_and_keep_their_digest() {
        let (one, two) = (OpaqueToken::random().unwrap(), OpaqueToken::random().unwrap());
        assert_ne!(one.as_str(), two.as_str());
        assert_eq!(one.as_str().len(), 43);
        assert_eq!(one.digest(), OpaqueToken::digest_of(one.as_str()));
        assert!(!one.digest().contains(one.as_str()));
        assert_eq!(format!("{one:?}"), "OpaqueToken(…)");
    }
}
