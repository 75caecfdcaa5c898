//! From what a procedure returns to the reply.

use std::{convert::Infallible, fmt};

use futures_core::future::BoxFuture;
use isotype_lowering::{DescribedError, Registry, Type};
use isotype_protocol::Failure;
use serde::Serialize;

use crate::{
    Events, ProcedureError,
    digits::Digits,
    later::{Written, write_json},
    procedure::{self, Output, OutputShape},
};

/// The end of a call, as a transport gets it.
pub type Reply = Result<Answer, Failure>;

/// What a procedure answered.
#[derive(Debug)]
pub enum Answer {
    /// The buffer of the call, with the output's JSON behind what already stood in it.
    Value(Vec<u8>),
    /// The same, of an object some of whose members come later.
    Partial(Vec<u8>, Vec<Member>),
    /// A subscription, or a query that streams.
    Events(Events),
}

/// A member of an output that comes later: in the JSON, `0` stands in its place.
pub struct Member {
    /// Its key.
    pub key: String,
    /// Its JSON.
    pub value: BoxFuture<'static, Result<Vec<u8>, Failure>>,
}

impl fmt::Debug for Member {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.key)
    }
}

/// What a query or a mutation can return: a value, a [`Streaming`](crate::Streaming), or a `Result` of one. `M` tells
/// which, and is inferred.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be returned by a procedure",
    label = "not an `Outcome`",
    note = "return `T` or `Result<T, E>`, where `T` derives `serde::Serialize` and `isotype::Type`, and `E` derives `isotype::ProcedureError`"
)]
pub trait Outcome<M>: Send {
    /// Whether it can be a stream.
    #[doc(hidden)]
    const STREAMS: bool = false;

    /// Writes it behind what stands in `buffer`.
    #[doc(hidden)]
    fn into_outcome(self, buffer: Vec<u8>, digits: &Digits) -> procedure::Outcome;

    /// Adds what it is, and what it refuses with, to the contract.
    #[doc(hidden)]
    fn describe(registry: &mut Registry, errors: &mut Vec<DescribedError>) -> OutputShape;
}

/// Marks an [`Outcome`] that cannot fail.
#[derive(Debug)]
pub struct Plain;

/// Marks an [`Outcome`] that can fail.
#[derive(Debug)]
pub struct Fallible<M = Plain>(std::marker::PhantomData<M>);

impl<T: Serialize + Type + Send> Outcome<Plain> for T {
    fn into_outcome(self, buffer: Vec<u8>, digits: &Digits) -> procedure::Outcome {
        write_json(&self, buffer, digits).map(|written| match written {
            Written { json, members } if members.is_empty() => Output::Value(json),
            Written { json, members } => Output::Partial(json, members),
        })
    }

    fn describe(registry: &mut Registry, errors: &mut Vec<DescribedError>) -> OutputShape {
        Infallible::describe(registry, errors);
        OutputShape { shape: registry.shape::<T>(), streams: false }
    }
}

impl<M, T: Outcome<M>, E: ProcedureError> Outcome<Fallible<M>> for Result<T, E> {
    const STREAMS: bool = T::STREAMS;

    fn into_outcome(self, buffer: Vec<u8>, digits: &Digits) -> procedure::Outcome {
        self.map_err(ProcedureError::into_call_error)?.into_outcome(buffer, digits)
    }

    fn describe(registry: &mut Registry, errors: &mut Vec<DescribedError>) -> OutputShape {
        E::describe(registry, errors);
        T::describe(registry, errors)
    }
}
