//! Claim on an idempotency key.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use isotype_core::Ctx;
use uuid::Uuid;

/// Exclusive right to run the mutation for an idempotency key.
///
/// A handler gets its call's claim from [`IdempotencyClaim::from_ctx`]. It can store its response in the same database
/// transaction as its effect, with `isotype_sql::Transaction::commit_with_response`. Then both are committed or neither
/// is.
#[derive(Clone, Debug)]
pub struct IdempotencyClaim {
    id: Arc<str>,
    owner: Arc<str>,
    digest: Arc<str>,
    ttl: Duration,
    is_stored: Arc<AtomicBool>,
}

impl IdempotencyClaim {
    /// Creates a claim on the record `id`, with the digest of the input and the time for which the response is stored.
    ///
    /// The layer creates the claims for calls. Use this constructor to test a store.
    pub fn new(id: String, digest: String, ttl: Duration) -> IdempotencyClaim {
        let owner = Uuid::now_v7().to_string().into();
        IdempotencyClaim { id: id.into(), owner, digest: digest.into(), ttl, is_stored: Arc::default() }
    }

    /// Returns the call's claim, or `None` if the call has no idempotency key.
    pub fn from_ctx<S, A>(ctx: &Ctx<S, A>) -> Option<&IdempotencyClaim> {
        ctx.extension()
    }

    /// Returns the id of the record in the store.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Returns the unique id of the call that owns the claim.
    pub fn owner(&self) -> &str {
        &self.owner
    }

    /// Returns the digest used to compare inputs.
    pub fn digest(&self) -> &str {
        &self.digest
    }

    /// Returns the duration for which the response is kept.
    pub fn ttl(&self) -> Duration {
        self.ttl
    }

    /// Marks the response as stored, so that the layer does not store it again.
    pub fn mark_stored(&self) {
        self.is_stored.store(true, Ordering::Relaxed);
    }

    pub(crate) fn is_stored(&self) -> bool {
        self.is_stored.load(Ordering::Relaxed)
    }
}
