//! Outputs of queries and mutations.

mod deferred;
mod pre_serialized;

use std::convert::Infallible;

use isotype_lowering::{ErrorDescription, Registry, Type, TypeDescription};
use serde::Serialize;

pub use deferred::Deferred;
use deferred::SerializedOutput;
pub(crate) use deferred::serialize_output;
pub use pre_serialized::PreSerialized;

use crate::{CallOutput, CallResult, ProcedureError, integers::IntegerCodec};

/// Output of a query or a mutation: a value, a [`Streaming`](crate::Streaming), or a `Result` of either.
///
/// The marker `M` is inferred.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be returned by a procedure",
    label = "not an `Output`",
    note = "return `T` or `Result<T, E>`, where `T` derives `serde::Serialize` and `isotype::Type`, and `E` derives `isotype::ProcedureError`"
)]
pub trait Output<M>: Send {
    /// If `true`, the output can be a stream.
    #[doc(hidden)]
    const IS_STREAMING: bool = false;

    /// Appends the output to `buffer`.
    #[doc(hidden)]
    fn into_call_result(self, buffer: Vec<u8>, integers: &IntegerCodec) -> CallResult;

    /// Adds the type of the output and its errors to the contract.
    #[doc(hidden)]
    fn describe(registry: &mut Registry, errors: &mut Vec<ErrorDescription>) -> OutputShape;
}

/// Type of an output, or of the items of a streaming output.
pub struct OutputShape {
    pub shape: TypeDescription,
    pub is_streaming: bool,
}

/// Marker for an [`Output`] that cannot fail.
#[derive(Debug)]
pub struct Plain;

/// Marker for an [`Output`] that can fail.
#[derive(Debug)]
pub struct Fallible<M = Plain>(std::marker::PhantomData<M>);

impl<T: Serialize + Type + Send> Output<Plain> for T {
    fn into_call_result(self, buffer: Vec<u8>, integers: &IntegerCodec) -> CallResult {
        serialize_output(&self, buffer, integers).map(|output| match output {
            SerializedOutput { json, deferred } if deferred.is_empty() => CallOutput::Value(json),
            SerializedOutput { json, deferred } => CallOutput::WithDeferred(json, deferred),
        })
    }

    fn describe(registry: &mut Registry, errors: &mut Vec<ErrorDescription>) -> OutputShape {
        Infallible::describe(registry, errors);
        OutputShape { shape: registry.describe::<T>(), is_streaming: false }
    }
}

impl<M, T: Output<M>, E: ProcedureError> Output<Fallible<M>> for Result<T, E> {
    const IS_STREAMING: bool = T::IS_STREAMING;

    fn into_call_result(self, buffer: Vec<u8>, integers: &IntegerCodec) -> CallResult {
        self.map_err(ProcedureError::into_call_error)?.into_call_result(buffer, integers)
    }

    fn describe(registry: &mut Registry, errors: &mut Vec<ErrorDescription>) -> OutputShape {
        E::describe(registry, errors);
        T::describe(registry, errors)
    }
}
