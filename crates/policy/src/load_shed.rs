//! Load shedding.

use std::{borrow::Cow, sync::Arc, time::Duration};

use futures_util::future::BoxFuture;
use isotype_core::{
    Call, CallError, CallResult, ErrorDescription, Layer, Next, Policy, ProcedureError, Registry, Stage,
};
use tokio::sync::Semaphore;

use crate::{Overloaded, permit::attach_permit};

/// Layer that rejects calls while too many are in flight, used by
/// [`PolicyExt::load_shed`](crate::PolicyExt::load_shed).
///
/// Rejected clients are asked to retry after one second.
#[derive(Debug)]
pub struct LoadShed {
    max_calls: usize,
    semaphore: Arc<Semaphore>,
}

impl LoadShed {
    /// Creates a layer that allows `max_calls` calls in flight.
    pub fn new(max_calls: usize) -> LoadShed {
        LoadShed { max_calls, semaphore: Arc::new(Semaphore::new(max_calls)) }
    }
}

impl<S: Send + Sync + 'static> Layer<S> for LoadShed {
    fn call<'a>(&'a self, call: Call<S>, next: Next<'a, S>) -> BoxFuture<'a, CallResult> {
        Box::pin(async move {
            match self.semaphore.clone().try_acquire_owned() {
                Ok(permit) => attach_permit(next.run(call).await, permit),
                Err(_) => Err(CallError::from_error(Overloaded::default()).with_retry_after(Duration::from_secs(1))),
            }
        })
    }

    fn stage(&self) -> Stage {
        Stage::LoadShed
    }

    fn name(&self) -> Cow<'static, str> {
        format!("load_shed {}", self.max_calls).into()
    }

    fn describe(&self, registry: &mut Registry, errors: &mut Vec<ErrorDescription>) {
        Overloaded::describe(registry, errors);
    }

    fn policy(&self) -> Option<Policy> {
        Some(Policy::LoadShed { max_calls: self.max_calls })
    }
}
