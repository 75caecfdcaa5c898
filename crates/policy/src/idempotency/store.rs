//! Where answers are stored.

use std::{error::Error, time::Duration};

use futures_util::future::BoxFuture;

use super::{IdempotencyClaim, StoredResponse};

/// Why a store did not do what it was asked.
pub type StoreError = Box<dyn Error + Send + Sync>;

/// Stores answers by the keys of the mutations that they are of.
///
/// A claim is a lease: who holds it renews it while he works, and whoever does not, because his process is gone, loses it. What he does
/// to it after that has no effect, and the store says so by `false`.
pub trait IdempotencyStore: Send + Sync + 'static {
    /// For how long a claim holds that is not renewed: so long a repeated call waits after a process was killed.
    fn lease(&self) -> Duration {
        Duration::from_secs(10)
    }

    /// Takes the claim, where there is neither an answer nor another who holds it.
    ///
    /// # Errors
    ///
    /// When the store is away.
    fn claim<'a>(&'a self, claim: &'a IdempotencyClaim) -> BoxFuture<'a, Result<ClaimResult, StoreError>>;

    /// Holds the claim for another lease.
    ///
    /// # Errors
    ///
    /// When the store is away.
    fn renew<'a>(&'a self, claim: &'a IdempotencyClaim) -> BoxFuture<'a, Result<bool, StoreError>>;

    /// Stores the answer, and with it ends the claim.
    ///
    /// # Errors
    ///
    /// When the store is away.
    fn complete<'a>(
        &'a self,
        claim: &'a IdempotencyClaim,
        answer: &'a StoredResponse,
    ) -> BoxFuture<'a, Result<bool, StoreError>>;

    /// Gives the claim back: nothing has happened.
    ///
    /// # Errors
    ///
    /// When the store is away.
    fn release<'a>(&'a self, claim: &'a IdempotencyClaim) -> BoxFuture<'a, Result<bool, StoreError>>;
}

/// What stands under a key.
#[derive(Clone, Debug)]
pub enum ClaimResult {
    /// Nothing: the claim is ours.
    Acquired,
    /// A mutation with an input of this digest, and its answer once it is done.
    Existing {
        /// What tells its input from another.
        digest: String,
        /// What it came to.
        response: Option<StoredResponse>,
    },
}
