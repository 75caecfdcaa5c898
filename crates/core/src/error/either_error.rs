//! The error of two proofs.

use isotype_lowering::{ErrorDescription, Registry};

use crate::{CallError, ProcedureError};

/// What one of two things refused with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EitherError<A, B> {
    /// The first refused.
    First(A),
    /// The second refused.
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
