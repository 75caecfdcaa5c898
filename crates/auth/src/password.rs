//! Passwords, as Argon2id hashes, away from the threads that answer.

use std::{io, sync::Arc, thread::available_parallelism};

use argon2::{
    ARGON2ID_IDENT, Algorithm, Argon2, Params, Version,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use tokio::{sync::Semaphore, task::spawn_blocking};

use crate::opaque_token::random_bytes;

/// Hashes and checks passwords with Argon2id, by OWASP's parameters: 19 MiB, two passes, one lane (Password Storage Cheat Sheet; RFC 9106,
/// section 4, for those with more memory to give).
///
/// Each takes tens of milliseconds of one core, on a blocking thread, and as many run at a time as there are cores.
///
/// # Example
///
/// ```
/// use isotype_auth::{Checked, Passwords};
///
/// # tokio::runtime::Builder::new_current_thread().build()?.block_on(async {
/// let passwords = Passwords::new()?;
/// let hash = passwords.hash("correct horse").await?;
/// assert_eq!(passwords.check("correct horse", Some(&hash)).await?, Checked::Right);
/// assert_eq!(passwords.check("wrong horse", Some(&hash)).await?, Checked::Wrong);
/// # Ok::<(), isotype_auth::PasswordError>(())
/// # })?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Passwords(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    params: Params,
    /// What unknown users are checked against.
    dummy_hash: String,
    permits: Arc<Semaphore>,
}

/// What checking a password has shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verification {
    /// It is not the stored one, or nothing is stored.
    Invalid,
    /// It is.
    Valid,
    /// It is, and was hashed by other parameters than today's: store this hash in place of that one.
    NeedsRehash(String),
}

impl Verification {
    /// Whether the password is the stored one.
    pub fn is_valid(&self) -> bool {
        *self != Verification::Invalid
    }
}

/// The password could not be hashed: the operating system has no randomness, no thread or no memory to give.
#[derive(Debug, thiserror::Error)]
#[error("the password could not be hashed: {0}")]
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
    /// By OWASP's parameters.
    ///
    /// # Errors
    ///
    /// When hashing fails.
    pub fn new() -> Result<Passwords, PasswordError> {
        Passwords::with_cost(19 * 1024, 2, 1)
    }

    /// By one's own: memory in KiB, passes, and lanes. Hashes by others go on to be good, and are told to be outdated.
    ///
    /// # Errors
    ///
    /// When Argon2 has no such parameters, or hashing fails.
    pub fn with_cost(memory: u32, passes: u32, lanes: u32) -> Result<Passwords, PasswordError> {
        let params = Params::new(memory, passes, lanes, None).map_err(PasswordError::new)?;
        let dummy = hash(&params, &random_bytes().map_err(PasswordError::new)?)?;
        let cores = available_parallelism().map_or(1, |cores| cores.get());
        Ok(Passwords(Arc::new(Inner { params, dummy_hash: dummy, permits: Arc::new(Semaphore::new(cores)) })))
    }

    /// The hash to store, with its parameters and a random salt in it (PHC string format).
    ///
    /// # Errors
    ///
    /// When hashing fails.
    pub async fn hash(&self, password: impl Into<String>) -> Result<String, PasswordError> {
        let password = password.into();
        self.run_blocking(move |inner| hash(&inner.params, password.as_bytes())).await?
    }

    /// Whether the password is the stored one. Pass `None` for a user who does not exist: it takes as long, so that the time of the answer
    /// does not tell who has an account.
    ///
    /// # Errors
    ///
    /// When no thread is to be had, or a hash is outdated and the new one cannot be made.
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
        let place = self.0.permits.clone().acquire_owned().await.map_err(PasswordError::new)?;
        let inner = self.0.clone();
        let work = spawn_blocking(move || {
            let _place = place;
            work(&inner)
        });
        work.await.map_err(PasswordError::new)
    }
}

impl Inner {
    fn verify(&self, password: &[u8], stored: Option<&str>) -> Result<Verification, PasswordError> {
        let Ok(phc) = PasswordHash::new(stored.unwrap_or(&self.dummy_hash)) else { return Ok(Verification::Invalid) };
        let is_right = Argon2::default().verify_password(password, &phc).is_ok() && stored.is_some();
        Ok(match is_right {
            false => Verification::Invalid,
            true if self.is_current(&phc) => Verification::Valid,
            true => Verification::NeedsRehash(hash(&self.params, password)?),
        })
    }

    fn is_current(&self, phc: &PasswordHash) -> bool {
        let costs = |params: &Params| (params.m_cost(), params.t_cost(), params.p_cost());
        phc.algorithm == ARGON2ID_IDENT
            && phc.version == Some(Version::V0x13.into())
            && Params::try_from(phc).is_ok_and(|params| costs(&params) == costs(&self.params))
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
    async fn hashes_say_their_parameters_and_are_salted() {
        let passwords = Passwords::new().unwrap();
        let (one, two) = (passwords.hash("secret").await.unwrap(), passwords.hash("secret").await.unwrap());
        assert!(one.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{one}");
        assert_ne!(one, two);
    }

    #[tokio::test]
    async fn nobody_signs_in_as_an_unknown_user_or_by_a_broken_hash() {
        let passwords = Passwords::new().unwrap();
        for stored in [None, Some("not a hash"), Some("")] {
            assert_eq!(passwords.verify("", stored).await.unwrap(), Verification::Invalid);
        }
    }

    #[tokio::test]
    async fn a_hash_of_other_parameters_is_made_anew_for_the_right_password_only() {
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
