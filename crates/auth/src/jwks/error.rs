//! Error type for tokens from another issuer.

use isotype_core::{CallError, Code, ProcedureError, Unauthorized};
use isotype_lowering::{ErrorDescription, Registry};

use crate::TokenError;

/// Error returned when a token from another issuer cannot be verified.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RemoteTokenError {
    /// The token is missing or invalid.
    #[error(transparent)]
    Unauthorized(#[from] Unauthorized),
    /// The issuer's keys have never been fetched successfully.
    ///
    /// The client gets SERVICE_UNAVAILABLE and can retry.
    #[error("the issuer's keys are unavailable")]
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
            RemoteTokenError::Unauthorized(error) => error.into_call_error(),
            RemoteTokenError::Unavailable => CallError::internal_with_code(Code::ServiceUnavailable, self),
        }
    }
}
