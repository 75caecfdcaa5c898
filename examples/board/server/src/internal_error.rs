//! Errors that are logged and hidden from the caller.

use std::io;

use isotype::auth::{PasswordError, SignError};
use isotype::prelude::*;
use isotype::sql::DbError;

/// Error that the caller cannot correct.
///
/// A lost database connection is reported as SERVICE_UNAVAILABLE, everything else as INTERNAL_SERVER_ERROR.
#[derive(Debug, thiserror::Error, ProcedureError)]
pub enum InternalError {
    /// Database error.
    #[error(transparent)]
    #[forward]
    Database(#[from] DbError),
    /// Stored timestamp that is out of range.
    #[error(transparent)]
    #[internal]
    Io(#[from] io::Error),
    /// Password that cannot be hashed or verified.
    #[error(transparent)]
    #[internal]
    Password(#[from] PasswordError),
    /// Access token that cannot be signed.
    #[error(transparent)]
    #[internal]
    Sign(#[from] SignError),
    /// Event that cannot be encoded or decoded.
    #[error(transparent)]
    #[internal]
    Json(#[from] serde_json::Error),
}
