//! The key that signs tokens.

use std::fmt;

use serde::{Deserialize, Deserializer, de::Error};

use crate::opaque_token::random_bytes;

/// A secret of at least 32 bytes; never printed.
#[derive(Clone)]
pub struct Secret(Vec<u8>);

/// Why a secret was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SecretError {
    /// Fewer than 32 bytes (RFC 7518, section 3.2: a key as long as the hash's output).
    #[error("the secret has {0} bytes and needs at least {min}: `openssl rand -base64 32` makes one", min = Secret::MIN_LEN)]
    TooShort(usize),
    /// One byte over and over.
    #[error("the secret is one character over and over: `openssl rand -base64 32` makes a real one")]
    Repeated,
}

impl Secret {
    /// The fewest bytes a secret can have.
    pub const MIN_LEN: usize = 32;

    /// Takes the bytes as they are.
    ///
    /// # Errors
    ///
    /// When they are fewer than [`Secret::MIN`], or all the same.
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

    /// A new one from the operating system's randomness.
    ///
    /// # Errors
    ///
    /// When the operating system has none.
    pub fn random() -> std::io::Result<Secret> {
        Ok(Secret(random_bytes()?.to_vec()))
    }

    /// The bytes.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

/// Its text, as settings have it.
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
    fn short_and_repeated_secrets_are_refused() {
        assert_eq!(Secret::new("").unwrap_err(), SecretError::TooShort(0));
        assert_eq!(Secret::new("a".repeat(31)).unwrap_err(), SecretError::TooShort(31));
        assert_eq!(Secret::new("a".repeat(40)).unwrap_err(), SecretError::Repeated);
        assert!(Secret::new("0123456789abcdef0123456789abcdef").is_ok());
    }

    #[test]
    fn debug_does_not_print_it() {
        let secret = Secret::new("0123456789abcdef0123456789abcdef").unwrap();
        assert_eq!(format!("{secret:?}"), "Secret(…)");
    }
}
