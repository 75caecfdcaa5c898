//! What goes around a call without knowing its types.

use std::{marker::PhantomData, sync::Arc};

use futures_core::future::BoxFuture;
use isotype_schema::{ErrorType, Kind, Proof, Registry};

use crate::{
    CallError, Ctx, Failure, FromCall, ProcedureError, RawInput, Request,
    procedure::{Erased, Outcome},
};

/// Goes around every call of the procedures of a router: sees context, kind and raw input, and the outcome.
///
/// # Example
///
/// ```
/// use futures_core::future::BoxFuture;
/// use isotype_core::{CallError, Code, Invocation, Layer, Next, Router};
///
/// /// Lets nobody in while the house is closed.
/// struct Closed;
///
/// impl<S: Send + Sync + 'static> Layer<S> for Closed {
///     fn call<'a>(&'a self, call: Invocation<S>, next: Next<'a, S>) -> BoxFuture<'a, isotype_core::LayerOutcome> {
///         Box::pin(async move {
///             if call.ctx.headers().contains_key("x-staff") {
///                 return next.run(call).await;
///             }
///             Err(CallError::protocol(Code::ServiceUnavailable, "closed for today")) // refuses
///         })
///     }
/// }
///
/// let api = Router::<()>::new().layer(Closed);
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a layer for an application with state `{S}`",
    label = "not a `Layer<{S}>`",
    note = "a tower layer goes around the axum router instead: `isotype::axum::routes(api, state).layer(...)`"
)]
pub trait Layer<S>: Send + Sync + 'static {
    /// Handles the call, or passes it on by `next.run(call)`.
    fn call<'a>(&'a self, call: Invocation<S>, next: Next<'a, S>) -> BoxFuture<'a, Outcome>;

    /// Hears of a call to this router that comes to no procedure: none has that name, or it is not called that way.
    fn missed(&self, _name: &str, _request: &Request, _failure: &Failure) {}

    /// Adds what the layer can refuse with to the contract of every procedure that it goes around.
    fn describe(&self, _registry: &mut Registry, _errors: &mut Vec<ErrorType>) {}

    /// Says what the layer proves of a call, for the contract.
    fn proofs(&self, _proofs: &mut Vec<Proof>) {}
}

/// A call on its way through the layers.
#[derive(Debug)]
pub struct Invocation<S> {
    /// Who calls what.
    pub ctx: Ctx<S>,
    /// The procedure's kind.
    pub kind: Kind,
    /// The input as it came.
    pub input: RawInput,
    pub(crate) buffer: Vec<u8>,
}

/// The rest of the way: the layers further in, and the procedure.
#[expect(missing_debug_implementations, reason = "layers and handlers have nothing to show")]
pub struct Next<'a, S> {
    pub(crate) layers: &'a [Arc<dyn Layer<S>>],
    pub(crate) inner: &'a [Arc<dyn Layer<S>>],
    pub(crate) handler: &'a Erased<S>,
}

impl<'a, S: 'static> Next<'a, S> {
    /// Passes the call on.
    pub fn run(self, call: Invocation<S>) -> BoxFuture<'a, Outcome> {
        let Next { layers, inner, handler } = self;
        match (layers, inner) {
            ([first, layers @ ..], _) => first.call(call, Next { layers, inner, handler }),
            ([], [first, inner @ ..]) => first.call(call, Next { layers, inner, handler }),
            ([], []) => handler(call.ctx, call.input, call.buffer),
        }
    }
}

/// The layer of [`Router::require`](crate::Router::require).
pub(crate) struct Require<P>(PhantomData<fn() -> P>);

impl<P> Require<P> {
    pub(crate) fn new() -> Self {
        Require(PhantomData)
    }
}

impl<S: Send + Sync + 'static, P: FromCall<S>> Layer<S> for Require<P> {
    fn call<'a>(&'a self, call: Invocation<S>, next: Next<'a, S>) -> BoxFuture<'a, Outcome> {
        Box::pin(async move {
            P::from_call(&call.ctx).await.map_err(ProcedureError::into_call_error)?;
            next.run(call).await
        })
    }

    fn describe(&self, registry: &mut Registry, errors: &mut Vec<ErrorType>) {
        P::Error::describe(registry, errors);
    }

    fn proofs(&self, proofs: &mut Vec<Proof>) {
        P::describe(proofs);
    }
}

impl CallError {
    /// What a layer refuses with: any error that could be a procedure's.
    pub fn from_error(error: impl ProcedureError) -> CallError {
        error.into_call_error()
    }
}
