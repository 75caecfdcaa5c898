//! Inner layers and the handler, as passed to a layer.

use futures_core::future::BoxFuture;

use super::layers::{StagedLayer, next_layer};
use crate::{Call, CallError, CallResult, Ctx, call::ErasedHandler, guard::Authorize};

/// Inner layers and the handler. See [`Layer`](crate::Layer) for an example.
#[expect(missing_debug_implementations, reason = "layers and handlers have nothing to show")]
pub struct Next<'a, S> {
    pub(crate) outer: &'a [StagedLayer<S>],
    pub(crate) inner: &'a [StagedLayer<S>],
    pub(crate) authorize: Authorize<S>,
    pub(crate) handler: &'a ErasedHandler<S>,
}

impl<'a, S: 'static> Next<'a, S> {
    /// Passes the call on to the next layer or the handler.
    pub fn run(mut self, call: Call<S>) -> BoxFuture<'a, CallResult> {
        match next_layer(&mut self.outer, &mut self.inner) {
            Some(layer) => layer.call(call, self),
            None => (self.handler)(call),
        }
    }

    /// Runs the guard declared in the procedure's context, for a layer that responds in place of the procedure.
    ///
    /// # Errors
    ///
    /// Returns the error of the guard if it rejects the call.
    pub fn authorize<'c>(&self, ctx: &'c Ctx<S>) -> BoxFuture<'c, Result<(), CallError>> {
        (self.authorize)(ctx)
    }
}
