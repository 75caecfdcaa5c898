//! The rest of the pipeline, from a layer's point of view.

use futures_core::future::BoxFuture;

use super::layers::{StagedLayer, next_layer};
use crate::{Call, CallError, CallResult, Ctx, call::ErasedHandler, guard::Authorize};

/// The rest of the way: the layers further in, and the procedure.
#[expect(missing_debug_implementations, reason = "layers and handlers have nothing to show")]
pub struct Next<'a, S> {
    pub(crate) outer: &'a [StagedLayer<S>],
    pub(crate) inner: &'a [StagedLayer<S>],
    pub(crate) authorize: Authorize<S>,
    pub(crate) handler: &'a ErasedHandler<S>,
}

impl<'a, S: 'static> Next<'a, S> {
    /// Passes the call on.
    pub fn run(mut self, call: Call<S>) -> BoxFuture<'a, CallResult> {
        match next_layer(&mut self.outer, &mut self.inner) {
            Some(layer) => layer.call(call, self),
            None => (self.handler)(call),
        }
    }

    /// Asks whether the procedure itself would let this caller in: for who answers in its place.
    ///
    /// # Errors
    ///
    /// What the proof of its context refuses with.
    pub fn authorize<'c>(&self, ctx: &'c Ctx<S>) -> BoxFuture<'c, Result<(), CallError>> {
        (self.authorize)(ctx)
    }
}
