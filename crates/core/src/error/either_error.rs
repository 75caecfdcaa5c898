//! Error of two guards.

use isotype_lowering::{ErrorDescription, Registry};

use crate::{CallError, ProcedureError};

/// Error of one of two parts, such as two guards.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EitherError<A, B> {
    /// Error of the first part.
    First(A),
    /// Error of the second part.
    Second(B),
}

impl<A: ProcedureError, B: ProcedureError> ProcedureError for EitherError<A, B> {
    fn describe(registry: &mut Registry, errors: &mut Vec<ErrorDescription>) {
        A::describe(registry, errors);
        B::describe(registry, errors);
    }

    fn into_call_error(self) -> CallError {
        match self {
            EitherError::First(error) => error.into_call_error(),
            EitherError::Second(error) => error.into_call_error(),
        }
    }
}
