//! From what a procedure returns to the reply.

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

/// What a query or a mutation can return: a value, a [`Streaming`](crate::Streaming), or a `Result` of one. `M` tells
/// which, and is inferred.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be returned by a procedure",
    label = "not an `Outcome`",
    note = "return `T` or `Result<T, E>`, where `T` derives `serde::Serialize` and `isotype::Type`, and `E` derives `isotype::ProcedureError`"
)]
pub trait Output<M>: Send {
    /// Whether it can be a stream.
    #[doc(hidden)]
    const IS_STREAMING: bool = false;

    /// Writes it behind what stands in `buffer`.
    #[doc(hidden)]
    fn into_call_result(self, buffer: Vec<u8>, digits: &IntegerCodec) -> CallResult;

    /// Adds what it is, and what it refuses with, to the contract.
    #[doc(hidden)]
    fn describe(registry: &mut Registry, errors: &mut Vec<ErrorDescription>) -> OutputShape;
}

/// What a query or a mutation gives: the shape of its output, or of one item of it.
pub struct OutputShape {
    pub shape: TypeDescription,
    pub is_streaming: bool,
}

/// Marks an [`Outcome`] that cannot fail.
#[derive(Debug)]
pub struct Plain;

/// Marks an [`Outcome`] that can fail.
#[derive(Debug)]
pub struct Fallible<M = Plain>(std::marker::PhantomData<M>);

impl<T: Serialize + Type + Send> Output<Plain> for T {
    fn into_call_result(self, buffer: Vec<u8>, digits: &IntegerCodec) -> CallResult {
        serialize_output(&self, buffer, digits).map(|written| match written {
            SerializedOutput { json, deferred: members } if members.is_empty() => CallOutput::Value(json),
            SerializedOutput { json, deferred: members } => CallOutput::WithDeferred(json, members),
        })
    }

    fn describe(registry: &mut Registry, errors: &mut Vec<ErrorDescription>) -> OutputShape {
        Infallible::describe(registry, errors);
        OutputShape { shape: registry.describe::<T>(), is_streaming: false }
    }
}

impl<M, T: Output<M>, E: ProcedureError> Output<Fallible<M>> for Result<T, E> {
    const IS_STREAMING: bool = T::IS_STREAMING;

    fn into_call_result(self, buffer: Vec<u8>, digits: &IntegerCodec) -> CallResult {
        self.map_err(ProcedureError::into_call_error)?.into_call_result(buffer, digits)
    }

    fn describe(registry: &mut Registry, errors: &mut Vec<ErrorDescription>) -> OutputShape {
        E::describe(registry, errors);
        T::describe(registry, errors)
    }
}
