//! Error of tokens that another issuer has signed.

use isotype_core::{CallError, Code, ProcedureError, Unauthorized};
use isotype_lowering::{ErrorDescription, Registry};

use crate::TokenError;

/// Error returned when a token of another issuer cannot be verified.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RemoteTokenError {
    /// The token is missing or invalid.
    #[error(transparent)]
    Unauthorized(#[from] Unauthorized),
    /// The keys of the issuer have never been fetched successfully.
    ///
    /// The client gets SERVICE_UNAVAILABLE and can retry.
    #[error("keys of the issuer unavailable")]
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
