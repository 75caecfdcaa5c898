//! Concurrency limit.

use std::{borrow::Cow, sync::Arc};

use futures_util::future::BoxFuture;
use isotype_core::{Call, CallError, CallResult, Layer, Next, Policy, Stage};
use tokio::sync::Semaphore;

use crate::permit::attach_permit;

/// Layer that limits the number of calls in flight, used by [`PolicyExt::concurrency`](crate::PolicyExt::concurrency).
///
/// Excess calls wait and run in the order in which they arrived.
#[derive(Debug)]
pub struct ConcurrencyLimit {
    max_calls: usize,
    semaphore: Arc<Semaphore>,
}

impl ConcurrencyLimit {
    /// Creates a layer that allows `max_calls` calls in flight.
    pub fn new(max_calls: usize) -> ConcurrencyLimit {
        ConcurrencyLimit { max_calls, semaphore: Arc::new(Semaphore::new(max_calls)) }
    }
}

impl<S: Send + Sync + 'static> Layer<S> for ConcurrencyLimit {
    fn call<'a>(&'a self, call: Call<S>, next: Next<'a, S>) -> BoxFuture<'a, CallResult> {
        Box::pin(async move {
            let permit = self.semaphore.clone().acquire_owned().await.map_err(CallError::internal)?;
            attach_permit(next.run(call).await, permit)
        })
    }

    fn stage(&self) -> Stage {
        Stage::Concurrency
    }

    fn name(&self) -> Cow<'static, str> {
        format!("concurrency {}", self.max_calls).into()
    }

    fn policy(&self) -> Option<Policy> {
        Some(Policy::Concurrency { max_calls: self.max_calls })
    }
}
