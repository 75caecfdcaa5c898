//! Call timeouts.

use std::{borrow::Cow, time::Duration};

use futures_util::future::BoxFuture;
use isotype_core::{
    Call, CallError, CallResult, ErrorDescription, Layer, Next, Policy, ProcedureError, Registry, Stage,
};

use crate::TimedOut;

/// Layer that cancels calls after a timeout, used by [`PolicyExt::timeout`](crate::PolicyExt::timeout).
#[derive(Clone, Copy, Debug)]
pub struct Timeout(Duration);

impl Timeout {
    /// Creates a layer that cancels calls after `timeout`.
    pub fn new(timeout: Duration) -> Timeout {
        Timeout(timeout)
    }
}

impl<S: Send + Sync + 'static> Layer<S> for Timeout {
    fn call<'a>(&'a self, call: Call<S>, next: Next<'a, S>) -> BoxFuture<'a, CallResult> {
        Box::pin(async move {
            let timed_out = |_| Err(CallError::from_error(TimedOut::default()));
            tokio::time::timeout(self.0, next.run(call)).await.unwrap_or_else(timed_out)
        })
    }

    fn stage(&self) -> Stage {
        Stage::Timeout
    }

    fn name(&self) -> Cow<'static, str> {
        format!("timeout {:?}", self.0).into()
    }

    fn describe(&self, registry: &mut Registry, errors: &mut Vec<ErrorDescription>) {
        TimedOut::describe(registry, errors);
    }

    fn policy(&self) -> Option<Policy> {
        Some(Policy::Timeout { ms: u64::try_from(self.0.as_millis()).unwrap_or(u64::MAX) })
    }
}
