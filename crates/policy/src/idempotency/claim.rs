//! Who does a mutation.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use isotype_core::Ctx;
use uuid::Uuid;

/// The right to do a mutation that was named by a key, held by one call at a time.
///
/// A handler finds its own in its context. One that writes to a database can store its answer within its own transaction, and then
/// both have happened or neither: `isotype_sql::Transaction::commit_answer` does.
#[derive(Clone, Debug)]
pub struct IdempotencyClaim {
    id: Arc<str>,
    owner: Arc<str>,
    digest: Arc<str>,
    ttl: Duration,
    is_stored: Arc<AtomicBool>,
}

impl IdempotencyClaim {
    /// A claim on the mutation of this id, whose input has this digest, and whose answer is kept for so long.
    pub fn new(id: String, digest: String, keep: Duration) -> IdempotencyClaim {
        let owner = Uuid::now_v7().to_string().into();
        IdempotencyClaim { id: id.into(), owner, digest: digest.into(), ttl: keep, is_stored: Arc::default() }
    }

    /// The claim of this call, where it was made under a key.
    pub fn from_ctx<S, A>(ctx: &Ctx<S, A>) -> Option<&IdempotencyClaim> {
        ctx.extension()
    }

    /// Under what the answer is stored.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Who holds it: no two calls are the same.
    pub fn owner(&self) -> &str {
        &self.owner
    }

    /// What tells the input from another.
    pub fn digest(&self) -> &str {
        &self.digest
    }

    /// For how long the answer is kept.
    pub fn ttl(&self) -> Duration {
        self.ttl
    }

    /// Says that the answer is stored already, for good.
    pub fn mark_stored(&self) {
        self.is_stored.store(true, Ordering::Relaxed);
    }

    pub(crate) fn is_stored(&self) -> bool {
        self.is_stored.load(Ordering::Relaxed)
    }
}
