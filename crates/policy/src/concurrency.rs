//! A limit beyond which calls wait.

use std::{borrow::Cow, sync::Arc};

use futures_util::future::BoxFuture;
use isotype_core::{CallError, Invocation, Layer, LayerOutcome, Next, Policy, Stage};
use tokio::sync::Semaphore;

use crate::permit::attach_permit;

/// Has calls wait: [`PolicyExt::concurrency`](crate::PolicyExt::concurrency). They get their places in the order in which they came.
#[derive(Debug)]
pub struct ConcurrencyLimit {
    calls: usize,
    semaphore: Arc<Semaphore>,
}

impl ConcurrencyLimit {
    /// While this many are under way.
    pub fn new(calls: usize) -> ConcurrencyLimit {
        ConcurrencyLimit { calls, semaphore: Arc::new(Semaphore::new(calls)) }
    }
}

impl<S: Send + Sync + 'static> Layer<S> for ConcurrencyLimit {
    fn call<'a>(&'a self, call: Invocation<S>, next: Next<'a, S>) -> BoxFuture<'a, LayerOutcome> {
        Box::pin(async move {
            let place = self.semaphore.clone().acquire_owned().await.map_err(CallError::internal)?;
            attach_permit(next.run(call).await, place)
        })
    }

    fn stage(&self) -> Stage {
        Stage::Concurrency
    }

    fn name(&self) -> Cow<'static, str> {
        format!("concurrency {}", self.calls).into()
    }

    fn policy(&self) -> Option<Policy> {
        Some(Policy::Concurrency { max_calls: self.calls })
    }
}
