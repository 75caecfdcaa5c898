//! Secret key material.

use std::fmt;

use serde::{Deserialize, Deserializer, de::Error};

use crate::opaque_token::random_bytes;

/// Secret of at least 32 bytes.
///
/// `Debug` does not print it. `Deserialize` reads it from a string, so that it can be a field of an application's
/// configuration.
#[derive(Clone)]
pub struct Secret(Vec<u8>);

/// Error returned when a [`Secret`] is too weak.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SecretError {
    /// The secret has fewer than 32 bytes, the output size of SHA-256 (RFC 7518, section 3.2).
    #[error(
        "secret too short: expected at least {min} bytes, found {0}; generate one with `openssl rand -base64 32`",
        min = Secret::MIN_LEN
    )]
    TooShort(usize),
    /// All bytes of the secret are equal.
    #[error("secret repeats a single byte; generate one with `openssl rand -base64 32`")]
    Repeated,
}

impl Secret {
    /// Minimum length of a secret, in bytes.
    pub const MIN_LEN: usize = 32;

    /// Creates a secret from raw bytes.
    ///
    /// # Errors
    ///
    /// Returns [`SecretError`] if there are fewer than [`Secret::MIN_LEN`] bytes, or all of them are equal.
    pub fn new(bytes: impl Into<Vec<u8>>) -> Result<Secret, SecretError> {
        let bytes = bytes.into();
        if bytes.len() < Secret::MIN_LEN {
            return Err(SecretError::TooShort(bytes.len()));
        }
        if bytes.iter().all(|byte| Some(byte) == bytes.first()) {
            return Err(SecretError::Repeated);
        }
        Ok(Secret(bytes))
    }

    /// Generates a random secret of 32 bytes.
    ///
    /// # Errors
    ///
    /// Returns an [`io::Error`](std::io::Error) if the operating system cannot provide randomness.
    pub fn random() -> std::io::Result<Secret> {
        Ok(Secret(random_bytes()?.to_vec()))
    }

    /// Returns the bytes of the secret.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

impl<'de> Deserialize<'de> for Secret {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Secret, D::Error> {
        Secret::new(String::deserialize(deserializer)?).map_err(D::Error::custom)
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rejects_short_and_repeated_secrets() {
        assert_eq!(Secret::new("").unwrap_err(), SecretError::TooShort(0));
        assert_eq!(Secret::new("a".repeat(31)).unwrap_err(), SecretError::TooShort(31));
        assert_eq!(Secret::new("a".repeat(40)).unwrap_err(), SecretError::Repeated);
        assert!(Secret::new("0123456789abcdef0123456789abcdef").is_ok());
    }

    #[test]
    fn debug_hides_the_secret() {
        let secret = Secret::new("0123456789abcdef0123456789abcdef").unwrap();
        assert_eq!(format!("{secret:?}"), "Secret(…)");
    }
}
