//! Trait for idempotency stores.

use std::time::Duration;

use futures_util::future::BoxFuture;

use super::{IdempotencyClaim, StoredResponse};
use crate::StoreError;

/// Store for responses of idempotent mutations.
///
/// A claim is a lease. The call that runs the mutation keeps renewing its claim, and loses it if the process dies.
/// Operations on a lost claim have no effect and return `false`.
pub trait IdempotencyStore: Send + Sync + 'static {
    /// Returns the time after which a claim expires unless it is renewed. Default: 10 seconds.
    ///
    /// A repeated call waits this long if the process of the first call was killed.
    fn lease(&self) -> Duration {
        Duration::from_secs(10)
    }

    /// Acquires the claim, unless there is a stored response or another active claim.
    ///
    /// # Errors
    ///
    /// Returns an error if the store is unavailable.
    fn claim<'a>(&'a self, claim: &'a IdempotencyClaim) -> BoxFuture<'a, Result<ClaimResult, StoreError>>;

    /// Extends the claim by another lease. Returns `false` if the claim was lost.
    ///
    /// # Errors
    ///
    /// Returns an error if the store is unavailable.
    fn renew<'a>(&'a self, claim: &'a IdempotencyClaim) -> BoxFuture<'a, Result<bool, StoreError>>;

    /// Stores the response for [`IdempotencyClaim::ttl`] and ends the claim. Returns `false` if the claim was lost.
    ///
    /// # Errors
    ///
    /// Returns an error if the store is unavailable.
    fn complete<'a>(
        &'a self,
        claim: &'a IdempotencyClaim,
        response: &'a StoredResponse,
    ) -> BoxFuture<'a, Result<bool, StoreError>>;

    /// Releases the claim without storing a response, so that the mutation can be retried. Returns `false` if the claim
    /// was lost.
    ///
    /// # Errors
    ///
    /// Returns an error if the store is unavailable.
    fn release<'a>(&'a self, claim: &'a IdempotencyClaim) -> BoxFuture<'a, Result<bool, StoreError>>;
}

/// Result of [`IdempotencyStore::claim`].
#[derive(Clone, Debug)]
pub enum ClaimResult {
    /// The claim was acquired; the call must run the mutation.
    Acquired,
    /// An earlier call has already used the key.
    Existing {
        /// Digest of the earlier call's input.
        digest: String,
        /// Response of the earlier call, or `None` while that call is in flight.
        response: Option<StoredResponse>,
    },
}
