//! What goes around a call without knowing its types.

use std::{borrow::Cow, marker::PhantomData};

use futures_core::future::BoxFuture;
use isotype_contract::{GuardInfo, Policy};
use isotype_lowering::{ErrorDescription, Registry};

use crate::{
    Call, CallError, Ctx, ErrorResponse, FromCall, ProcedureError, Request, Stage,
    call::ErasedHandler,
    from_call::{Authorize, authorize},
    held::{revalidate_stream, revalidation},
    layers::{self, StagedLayer},
    names::short_type_name,
    procedure::CallResult,
};

/// Goes around every call of a procedure, or of those of a router: sees context, kind and raw input, and the outcome.
///
/// Where it stands among other layers is said by its [`Stage`], not by the order in which they are added.
///
/// # Example
///
/// ```
/// use futures_core::future::BoxFuture;
/// use isotype_core::{Call, CallError, CallResult, Code, Layer, Next, Router};
///
/// /// Lets nobody in while the house is closed.
/// struct Closed;
///
/// impl<S: Send + Sync + 'static> Layer<S> for Closed {
///     fn call<'a>(&'a self, call: Call<S>, next: Next<'a, S>) -> BoxFuture<'a, CallResult> {
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
    fn call<'a>(&'a self, call: Call<S>, next: Next<'a, S>) -> BoxFuture<'a, CallResult>;

    /// Hears of a call to this router that comes to no procedure: none has that name, or it is not called that way.
    fn on_unmatched(&self, _name: &str, _request: &Request, _failure: &ErrorResponse) {}

    /// Where it stands among other layers.
    fn stage(&self) -> Stage {
        Stage::Custom
    }

    /// Its name in the audit: by default that of the type.
    fn name(&self) -> Cow<'static, str> {
        short_type_name(std::any::type_name::<Self>()).into()
    }

    /// Adds what the layer can refuse with to the contract of every procedure that it goes around.
    fn describe(&self, _registry: &mut Registry, _errors: &mut Vec<ErrorDescription>) {}

    /// Says what the layer proves of a call, for the contract.
    fn guards(&self, _proofs: &mut Vec<GuardInfo>) {}

    /// Says what callers feel of it, for the contract.
    fn policy(&self) -> Option<Policy> {
        None
    }
}

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
        match layers::next_layer(&mut self.outer, &mut self.inner) {
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

/// The layer of [`Router::require`](crate::Router::require).
pub(crate) struct Require<P>(PhantomData<fn() -> P>);

impl<P> Require<P> {
    pub(crate) fn new() -> Self {
        Require(PhantomData)
    }
}

impl<S: Send + Sync + 'static, P: FromCall<S>> Layer<S> for Require<P> {
    fn call<'a>(&'a self, call: Call<S>, next: Next<'a, S>) -> BoxFuture<'a, CallResult> {
        Box::pin(async move {
            authorize::<S, P>(&call.ctx).await?;
            let again = revalidation::<S, P>(call.is_streaming, &call.ctx);
            revalidate_stream::<S, P>(next.run(call).await, again)
        })
    }

    fn stage(&self) -> Stage {
        Stage::Guard
    }

    fn name(&self) -> Cow<'static, str> {
        let mut proofs = Vec::new();
        P::describe(&mut proofs);
        let name = |proof: GuardInfo| if proof == GuardInfo::PUBLIC { "Public".to_owned() } else { proof.name };
        let names: Vec<String> = proofs.into_iter().map(name).collect();
        format!("require {}", names.join(" and ")).into()
    }

    fn describe(&self, registry: &mut Registry, errors: &mut Vec<ErrorDescription>) {
        P::Error::describe(registry, errors);
    }

    fn guards(&self, proofs: &mut Vec<GuardInfo>) {
        P::describe(proofs);
    }
}

impl CallError {
    /// What a layer refuses with: any error that could be a procedure's.
    pub fn from_error(error: impl ProcedureError) -> CallError {
        error.into_call_error()
    }
}
