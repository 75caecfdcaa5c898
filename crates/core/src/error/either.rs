//! The error of two proofs.

use isotype_lowering::{DescribedError, Registry};

use crate::{CallError, ProcedureError};

/// What one of two things refused with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Either<A, B> {
    /// The first refused.
    First(A),
    /// The second refused.
    Second(B),
}

impl<A: ProcedureError, B: ProcedureError> ProcedureError for Either<A, B> {
    fn describe(registry: &mut Registry, errors: &mut Vec<DescribedError>) {
        A::describe(registry, errors);
        B::describe(registry, errors);
    }

    fn into_call_error(self) -> CallError {
        match self {
            Either::First(error) => error.into_call_error(),
            Either::Second(error) => error.into_call_error(),
        }
    }
}
