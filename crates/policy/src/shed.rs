//! A limit beyond which calls are refused at once.

use std::{borrow::Cow, sync::Arc, time::Duration};

use futures_util::future::BoxFuture;
use isotype_core::{
    CallError, ErrorDescription, Invocation, Layer, LayerOutcome, Next, Policy, ProcedureError, Registry, Stage,
};
use tokio::sync::Semaphore;

use crate::{Overloaded, permit::attach_permit};

/// Refuses calls: [`PolicyExt::shed`](crate::PolicyExt::shed).
#[derive(Debug)]
pub struct LoadShed {
    calls: usize,
    semaphore: Arc<Semaphore>,
}

impl LoadShed {
    /// While this many are under way.
    pub fn new(calls: usize) -> LoadShed {
        LoadShed { calls, semaphore: Arc::new(Semaphore::new(calls)) }
    }
}

impl<S: Send + Sync + 'static> Layer<S> for LoadShed {
    fn call<'a>(&'a self, call: Invocation<S>, next: Next<'a, S>) -> BoxFuture<'a, LayerOutcome> {
        Box::pin(async move {
            match self.semaphore.clone().try_acquire_owned() {
                Ok(place) => attach_permit(next.run(call).await, place),
                Err(_) => Err(CallError::from_error(Overloaded::default()).with_retry_after(Duration::from_secs(1))),
            }
        })
    }

    fn stage(&self) -> Stage {
        Stage::LoadShed
    }

    fn name(&self) -> Cow<'static, str> {
        format!("shed {}", self.calls).into()
    }

    fn describe(&self, registry: &mut Registry, errors: &mut Vec<ErrorDescription>) {
        Overloaded::describe(registry, errors);
    }

    fn policy(&self) -> Option<Policy> {
        Some(Policy::LoadShed { max_calls: self.calls })
    }
}
