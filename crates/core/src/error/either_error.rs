//! Error of either of two guards.

use isotype_lowering::{ErrorDescription, Registry};

use crate::{CallError, ProcedureError};

/// Error returned by one of two sources, such as two guards.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EitherError<A, B> {
    /// The first source failed.
    First(A),
    /// The second source failed.
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
