//! Passwords, as Argon2id hashes.

use argon2::{
    Algorithm, Argon2, Params, Version,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};

use crate::opaque::random;

/// Hashes and checks passwords with Argon2id, by OWASP's parameters: 19 MiB, two passes, one lane.
///
/// Each call takes tens of milliseconds of one core: run it on a blocking thread, and only so many at a time.
///
/// # Example
///
/// ```
/// use isotype_auth::Passwords;
///
/// let passwords = Passwords::new()?;
/// let hash = passwords.hash("correct horse")?;
/// assert!(passwords.verify("correct horse", Some(&hash)));
/// assert!(!passwords.verify("wrong horse", Some(&hash)));
/// # Ok::<(), isotype_auth::PasswordError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Passwords {
    dummy: String,
}

/// The password could not be hashed: the operating system has no randomness or no memory to give.
#[derive(Debug, thiserror::Error)]
#[error("the password could not be hashed: {0}")]
pub struct PasswordError(String);

impl Passwords {
    /// Prepares the hash that unknown users are checked against.
    ///
    /// # Errors
    ///
    /// When hashing fails.
    pub fn new() -> Result<Passwords, PasswordError> {
        let noise = random().map_err(|error| PasswordError(error.to_string()))?;
        let dummy = hash(&noise)?;
        Ok(Passwords { dummy })
    }

    /// The hash to store, with its parameters and a random salt in it (PHC string format).
    ///
    /// # Errors
    ///
    /// When hashing fails.
    pub fn hash(&self, password: &str) -> Result<String, PasswordError> {
        hash(password.as_bytes())
    }

    /// Whether the password is the stored one. Pass `None` for a user who does not exist: it takes as long, so that
    /// the time of the answer does not tell who has an account.
    pub fn verify(&self, password: &str, stored: Option<&str>) -> bool {
        let hash = stored.unwrap_or(&self.dummy);
        let matches = PasswordHash::new(hash)
            .is_ok_and(|hash| Argon2::default().verify_password(password.as_bytes(), &hash).is_ok());
        matches && stored.is_some()
    }
}

fn hash(password: &[u8]) -> Result<String, PasswordError> {
    let params = Params::new(19 * 1024, 2, 1, None).map_err(|error| PasswordError(error.to_string()))?;
    let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    let hash = argon2.hash_password(password).map_err(|error| PasswordError(error.to_string()))?;
    Ok(hash.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_say_their_parameters_and_are_salted() {
        let passwords = Passwords::new().unwrap();
        let (one, two) = (passwords.hash("secret").unwrap(), passwords.hash("secret").unwrap());
        assert!(one.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{one}");
        assert_ne!(one, two);
    }

    #[test]
    fn nobody_signs_in_as_an_unknown_user_or_by_a_broken_hash() {
        let passwords = Passwords::new().unwrap();
        assert!(!passwords.verify("", None));
        assert!(!passwords.verify("secret", Some("not a hash")));
        assert!(!passwords.verify("secret", Some("")));
    }
}
