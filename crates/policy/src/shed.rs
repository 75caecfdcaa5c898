//! A limit beyond which calls are refused at once.

use std::{borrow::Cow, sync::Arc, time::Duration};

use futures_util::future::BoxFuture;
use isotype_core::{
    CallError, DescribedError, Invocation, Layer, LayerOutcome, Next, Policy, ProcedureError, Registry, Stage,
};
use tokio::sync::Semaphore;

use crate::{Overloaded, held::held};

/// Refuses calls: [`Policies::shed`](crate::Policies::shed).
#[derive(Debug)]
pub struct Shed {
    calls: usize,
    free: Arc<Semaphore>,
}

impl Shed {
    /// While this many are under way.
    pub fn new(calls: usize) -> Shed {
        Shed { calls, free: Arc::new(Semaphore::new(calls)) }
    }
}

impl<S: Send + Sync + 'static> Layer<S> for Shed {
    fn call<'a>(&'a self, call: Invocation<S>, next: Next<'a, S>) -> BoxFuture<'a, LayerOutcome> {
        Box::pin(async move {
            match self.free.clone().try_acquire_owned() {
                Ok(place) => held(next.run(call).await, place),
                Err(_) => Err(CallError::from_error(Overloaded::default()).retry_after(Duration::from_secs(1))),
            }
        })
    }

    fn stage(&self) -> Stage {
        Stage::Shed
    }

    fn name(&self) -> Cow<'static, str> {
        format!("shed {}", self.calls).into()
    }

    fn describe(&self, registry: &mut Registry, errors: &mut Vec<DescribedError>) {
        Overloaded::describe(registry, errors);
    }

    fn policy(&self) -> Option<Policy> {
        Some(Policy::Shed { calls: self.calls })
    }
}
