//! Password hashing with Argon2id.

use std::{io, sync::Arc, thread::available_parallelism};

use argon2::{
    ARGON2ID_IDENT, Algorithm, Argon2, Params, Version,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use tokio::{sync::Semaphore, task::spawn_blocking};

use crate::opaque_token::random_bytes;

/// Password hasher for Argon2id (RFC 9106).
///
/// [`Passwords::new`] uses the parameters that OWASP recommends: 19 MiB of memory, two passes, one lane. Hashing takes
/// tens of milliseconds and runs on tokio's blocking threads, at most one hash per CPU core at a time. Clones share
/// that limit.
///
/// # Example
///
/// ```
/// use isotype_auth::{Passwords, Verification};
///
/// # tokio::runtime::Builder::new_current_thread().build()?.block_on(async {
/// let passwords = Passwords::new()?;
/// let hash = passwords.hash("correct horse").await?;
/// assert_eq!(passwords.verify("correct horse", Some(&hash)).await?, Verification::Valid);
/// assert_eq!(passwords.verify("wrong horse", Some(&hash)).await?, Verification::Invalid);
/// # Ok::<(), isotype_auth::PasswordError>(())
/// # })?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Passwords(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    params: Params,
    /// Hash to verify against when the user does not exist.
    dummy_hash: String,
    permits: Arc<Semaphore>,
}

/// Result of [`Passwords::verify`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verification {
    /// The password does not match, or the user does not exist.
    Invalid,
    /// The password matches.
    Valid,
    /// The password matches, but its hash has outdated parameters. Store this new hash instead.
    NeedsRehash(String),
}

impl Verification {
    /// Returns `true` if the password matches, including [`Verification::NeedsRehash`].
    pub fn is_valid(&self) -> bool {
        *self != Verification::Invalid
    }
}

/// Error returned when hashing a password fails: invalid parameters, or no randomness, memory or thread available.
#[derive(Debug, thiserror::Error)]
#[error("cannot hash the password: {0}")]
pub struct PasswordError(String);

impl PasswordError {
    fn new(error: impl ToString) -> PasswordError {
        PasswordError(error.to_string())
    }
}

impl From<PasswordError> for io::Error {
    fn from(error: PasswordError) -> io::Error {
        io::Error::other(error)
    }
}

impl Passwords {
    /// Creates a hasher with OWASP's parameters: 19 MiB, two passes, one lane.
    ///
    /// # Errors
    ///
    /// Returns [`PasswordError`] if hashing fails.
    pub fn new() -> Result<Passwords, PasswordError> {
        Passwords::with_cost(19 * 1024, 2, 1)
    }

    /// Creates a hasher with custom Argon2 parameters: memory in KiB, number of passes and number of lanes.
    ///
    /// Hashes created with different parameters still verify, but return [`Verification::NeedsRehash`].
    ///
    /// # Errors
    ///
    /// Returns [`PasswordError`] if Argon2 rejects the parameters, or if hashing fails.
    pub fn with_cost(memory_kib: u32, passes: u32, lanes: u32) -> Result<Passwords, PasswordError> {
        let params = Params::new(memory_kib, passes, lanes, None).map_err(PasswordError::new)?;
        let dummy_hash = hash(&params, &random_bytes().map_err(PasswordError::new)?)?;
        let cores = available_parallelism().map_or(1, |cores| cores.get());
        Ok(Passwords(Arc::new(Inner { params, dummy_hash, permits: Arc::new(Semaphore::new(cores)) })))
    }

    /// Hashes a password with a random salt.
    ///
    /// The result contains the parameters and the salt (PHC string format).
    ///
    /// # Errors
    ///
    /// Returns [`PasswordError`] if hashing fails.
    pub async fn hash(&self, password: impl Into<String>) -> Result<String, PasswordError> {
        let password = password.into();
        self.run_blocking(move |inner| hash(&inner.params, password.as_bytes())).await?
    }

    /// Verifies a password against the stored hash.
    ///
    /// Pass `None` if the user does not exist. Verification then takes just as long, so that response times do not
    /// reveal who has an account. A malformed hash gives [`Verification::Invalid`].
    ///
    /// # Errors
    ///
    /// Returns [`PasswordError`] if no thread is available, or if hashing the password with the current parameters
    /// fails.
    pub async fn verify(
        &self,
        password: impl Into<String>,
        stored: Option<&str>,
    ) -> Result<Verification, PasswordError> {
        let (password, stored) = (password.into(), stored.map(str::to_owned));
        self.run_blocking(move |inner| inner.verify(password.as_bytes(), stored.as_deref())).await?
    }

    async fn run_blocking<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Inner) -> T + Send + 'static,
    ) -> Result<T, PasswordError> {
        let permit = self.0.permits.clone().acquire_owned().await.map_err(PasswordError::new)?;
        let inner = self.0.clone();
        let work = spawn_blocking(move || {
            let _permit = permit;
            work(&inner)
        });
        work.await.map_err(PasswordError::new)
    }
}

impl Inner {
    fn verify(&self, password: &[u8], stored: Option<&str>) -> Result<Verification, PasswordError> {
        let Ok(phc) = PasswordHash::new(stored.unwrap_or(&self.dummy_hash)) else { return Ok(Verification::Invalid) };
        let is_valid = Argon2::default().verify_password(password, &phc).is_ok() && stored.is_some();
        Ok(match is_valid {
            false => Verification::Invalid,
            true if self.is_current(&phc) => Verification::Valid,
            true => Verification::NeedsRehash(hash(&self.params, password)?),
        })
    }

    fn is_current(&self, phc: &PasswordHash) -> bool {
        let cost = |params: &Params| (params.m_cost(), params.t_cost(), params.p_cost());
        phc.algorithm == ARGON2ID_IDENT
            && phc.version == Some(Version::V0x13.into())
            && Params::try_from(phc).is_ok_and(|params| cost(&params) == cost(&self.params))
    }
}

fn hash(params: &Params, password: &[u8]) -> Result<String, PasswordError> {
    let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params.clone());
    Ok(argon2.hash_password(password).map_err(PasswordError::new)?.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn hashes_are_salted_and_contain_their_parameters() {
        let passwords = Passwords::new().unwrap();
        let (one, two) = (passwords.hash("secret").await.unwrap(), passwords.hash("secret").await.unwrap());
        assert!(one.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{one}");
        assert_ne!(one, two);
    }

    #[tokio::test]
    async fn rejects_unknown_users_and_malformed_hashes() {
        let passwords = Passwords::new().unwrap();
        for stored in [None, Some("not a hash"), Some("")] {
            assert_eq!(passwords.verify("", stored).await.unwrap(), Verification::Invalid);
        }
    }

    #[tokio::test]
    async fn rehashes_outdated_hashes_of_valid_passwords_only() {
        let (old, new) = (Passwords::with_cost(8 * 1024, 1, 1).unwrap(), Passwords::new().unwrap());
        let stored = old.hash("secret").await.unwrap();
        assert_eq!(new.verify("wrong", Some(&stored)).await.unwrap(), Verification::Invalid);
        let Verification::NeedsRehash(fresh) = new.verify("secret", Some(&stored)).await.unwrap() else {
            panic!("{stored}")
        };
        assert_eq!(new.verify("secret", Some(&fresh)).await.unwrap(), Verification::Valid);
        let argon2i = Argon2::new(Algorithm::Argon2i, Version::V0x13, Params::new(19 * 1024, 2, 1, None).unwrap());
        let stored = argon2i.hash_password(b"secret").unwrap().to_string();
        assert!(matches!(new.verify("secret", Some(&stored)).await.unwrap(), Verification::NeedsRehash(_)), "{stored}");
    }
}
