//! Why a token of another issuer is not good, or cannot be judged.

use isotype_core::{CallError, Code, ProcedureError, Unauthorized};
use isotype_lowering::{DescribedError, Registry};

use crate::TokenError;

/// Why nothing is proved by a token of another issuer.
#[derive(Debug, thiserror::Error)]
pub enum RemoteError {
    /// None was sent, or not a good one.
    #[error(transparent)]
    Unauthorized(#[from] Unauthorized),
    /// The issuer's keys could not be fetched yet, so that it cannot be told: SERVICE_UNAVAILABLE, and worth another try.
    #[error("the keys of the issuer are not known yet")]
    Unavailable,
}

impl From<TokenError> for RemoteError {
    fn from(error: TokenError) -> RemoteError {
        Unauthorized::from(error).into()
    }
}

impl ProcedureError for RemoteError {
    fn describe(registry: &mut Registry, errors: &mut Vec<DescribedError>) {
        Unauthorized::describe(registry, errors);
    }

    fn into_call_error(self) -> CallError {
        match self {
            RemoteError::Unauthorized(refusal) => refusal.into_call_error(),
            RemoteError::Unavailable => CallError::internal_as(Code::ServiceUnavailable, self),
        }
    }
}
