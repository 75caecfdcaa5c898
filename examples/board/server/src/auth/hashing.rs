//! Passwords, away from the threads that answer.

use std::{io, sync::Arc, thread::available_parallelism};

use isotype_auth::{PasswordError, Passwords};
use tokio::{sync::Semaphore, task::spawn_blocking};

/// Hashes on blocking threads, at most as many at a time as there are cores: each takes 19 MiB and all of a core.
#[derive(Clone, Debug)]
pub struct Hashing {
    passwords: Arc<Passwords>,
    places: Arc<Semaphore>,
}

impl Hashing {
    pub(crate) fn new() -> Result<Hashing, PasswordError> {
        let cores = available_parallelism().map_or(1, |cores| cores.get());
        Ok(Hashing { passwords: Arc::new(Passwords::new()?), places: Arc::new(Semaphore::new(cores)) })
    }

    pub(super) async fn hash(&self, password: String) -> io::Result<String> {
        self.run(move |passwords| passwords.hash(&password)).await?.map_err(io::Error::other)
    }

    /// Whether the password is the stored one; as slow when there is none.
    pub(super) async fn verify(&self, password: String, stored: Option<String>) -> io::Result<bool> {
        self.run(move |passwords| passwords.verify(&password, stored.as_deref())).await
    }

    async fn run<T: Send + 'static>(&self, work: impl FnOnce(&Passwords) -> T + Send + 'static) -> io::Result<T> {
        let place = self.places.clone().acquire_owned().await.map_err(io::Error::other)?;
        let passwords = self.passwords.clone();
        let work = spawn_blocking(move || {
            let _place = place;
            work(&passwords)
        });
        work.await.map_err(io::Error::other)
    }
}
