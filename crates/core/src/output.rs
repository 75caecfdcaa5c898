//! From what a procedure returns to the reply.

use std::convert::Infallible;

use isotype_protocol::Failure;
use isotype_schema::Type;
use serde::Serialize;

use crate::{CallError, Events, ProcedureError};

/// The end of a call, as a transport gets it.
pub type Reply = Result<Answer, Failure>;

/// What a procedure answered.
#[derive(Debug)]
pub enum Answer {
    /// The buffer of the call, with the output's JSON behind what already stood in it.
    Value(Vec<u8>),
    /// A subscription.
    Events(Events),
}

/// What a query or a mutation can return: a value, or a `Result` of one. `M` tells which, and is inferred.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be returned by a procedure",
    label = "not an `Outcome`",
    note = "return `T` or `Result<T, E>`, where `T` derives `serde::Serialize` and `isotype::Type`, and `E` derives `isotype::ProcedureError`"
)]
pub trait Outcome<M>: Send {
    /// The value.
    type Ok: Serialize + Type + Send;
    /// The error.
    type Error: ProcedureError;

    /// The same as a `Result`.
    ///
    /// # Errors
    ///
    /// When the procedure refused.
    fn into_result(self) -> Result<Self::Ok, Self::Error>;
}

/// Marks an [`Outcome`] that cannot fail.
#[derive(Debug)]
pub struct Plain;

/// Marks an [`Outcome`] that can fail.
#[derive(Debug)]
pub struct Fallible;

impl<T: Serialize + Type + Send> Outcome<Plain> for T {
    type Ok = T;
    type Error = Infallible;

    fn into_result(self) -> Result<T, Infallible> {
        Ok(self)
    }
}

impl<T: Serialize + Type + Send, E: ProcedureError> Outcome<Fallible> for Result<T, E> {
    type Ok = T;
    type Error = E;

    fn into_result(self) -> Result<T, E> {
        self
    }
}

/// Writes the JSON of `value` behind what stands in `buffer`.
pub(crate) fn write_json<T: Serialize>(value: &T, mut buffer: Vec<u8>) -> Result<Vec<u8>, CallError> {
    serde_json::to_writer(&mut buffer, value).map_err(CallError::internal)?;
    Ok(buffer)
}
