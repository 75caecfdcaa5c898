//! Why a token of another issuer is not good, or cannot be judged.

use isotype_core::{CallError, Code, ProcedureError, Unauthorized};
use isotype_lowering::{ErrorDescription, Registry};

use crate::TokenError;

/// Why nothing is proved by a token of another issuer.
#[derive(Debug, thiserror::Error)]
pub enum RemoteTokenError {
    /// None was sent, or not a good one.
    #[error(transparent)]
    Unauthorized(#[from] Unauthorized),
    /// The issuer's keys could not be fetched yet, so that it cannot be told: SERVICE_UNAVAILABLE, and worth another try.
    #[error("the keys of the issuer are not known yet")]
    Unavailable,
}

impl From<TokenError> for RemoteTokenError {
    fn from(error: TokenError) -> RemoteTokenError {
        Unauthorized::from(error).into()
    }
}

impl ProcedureError for RemoteTokenError {
    fn describe(registry: &mut Registry, errors: &mut Vec<ErrorDescription>) {
        Unauthorized::describe(registry, errors);
    }

    fn into_call_error(self) -> CallError {
        match self {
            RemoteTokenError::Unauthorized(refusal) => refusal.into_call_error(),
            RemoteTokenError::Unavailable => CallError::internal_with_code(Code::ServiceUnavailable, self),
        }
    }
}
