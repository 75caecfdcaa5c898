//! Layers: middleware that wraps calls, independent of their types.

mod layers;
mod next;
mod require;
mod stage;

use std::borrow::Cow;

use futures_core::future::BoxFuture;
use isotype_contract::{GuardInfo, Policy};
use isotype_lowering::{ErrorDescription, Registry};

pub(crate) use layers::Layers;
pub use next::Next;
pub(crate) use require::Require;
pub use stage::Stage;

use crate::{Call, CallResult, ErrorResponse, Request, guard::short_type_name};

/// Middleware that wraps the calls of a procedure or a router.
///
/// A layer sees the context, the kind, the raw input and the result of a call. Its position among other layers depends
/// on its [`Stage`], not on the order in which layers are added.
///
/// # Example
///
/// ```
/// use futures_core::future::BoxFuture;
/// use isotype_core::{Call, CallError, CallResult, Code, Layer, Next, Router};
///
/// /// Rejects calls during maintenance, except those of the staff.
/// struct Maintenance;
///
/// impl<S: Send + Sync + 'static> Layer<S> for Maintenance {
///     fn call<'a>(&'a self, call: Call<S>, next: Next<'a, S>) -> BoxFuture<'a, CallResult> {
///         Box::pin(async move {
///             if call.ctx.headers().contains_key("x-staff") {
///                 return next.run(call).await;
///             }
///             Err(CallError::protocol(Code::ServiceUnavailable, "down for maintenance"))
///         })
///     }
/// }
///
/// let api = Router::<()>::new().layer(Maintenance);
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a layer for an application with state `{S}`",
    label = "not a `Layer<{S}>`",
    note = "a tower layer goes around the axum router instead: `isotype::axum::routes(api, state).layer(...)`"
)]
pub trait Layer<S>: Send + Sync + 'static {
    /// Handles the call, or passes it on with `next.run(call)`.
    fn call<'a>(&'a self, call: Call<S>, next: Next<'a, S>) -> BoxFuture<'a, CallResult>;

    /// Observes a call to this router that matches no procedure: the name is unknown, or the method does not match the
    /// kind.
    fn on_unmatched(&self, _name: &str, _request: &Request, _failure: &ErrorResponse) {}

    /// Returns the layer's position among other layers. Default: [`Stage::Custom`].
    fn stage(&self) -> Stage {
        Stage::Custom
    }

    /// Returns the layer's name, as shown in the audit. Default: the name of the type.
    fn name(&self) -> Cow<'static, str> {
        short_type_name(std::any::type_name::<Self>()).into()
    }

    /// Adds the layer's errors to the contract of every procedure that it wraps.
    fn describe(&self, _registry: &mut Registry, _errors: &mut Vec<ErrorDescription>) {}

    /// Adds the guards that the layer runs to the contract.
    fn guards(&self, _guards: &mut Vec<GuardInfo>) {}

    /// Returns the policy that the layer enforces, for the contract.
    fn policy(&self) -> Option<Policy> {
        None
    }
}
