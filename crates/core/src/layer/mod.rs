//! What goes around a call without knowing its types.

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
