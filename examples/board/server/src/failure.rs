//! What can go wrong inside: for the log, never for the caller.

use std::io;

use isotype::auth::{PasswordError, SignError};
use isotype::prelude::*;
use isotype::sql::DbError;

/// Something that the caller cannot help. A lost database is SERVICE_UNAVAILABLE, all else INTERNAL_SERVER_ERROR.
#[derive(Debug, thiserror::Error, ProcedureError)]
pub enum InternalError {
    /// The database refused or is gone.
    #[error(transparent)]
    #[forward]
    Database(#[from] DbError),
    /// A stored date that is none.
    #[error(transparent)]
    #[internal]
    Io(#[from] io::Error),
    /// A password that cannot be hashed.
    #[error(transparent)]
    #[internal]
    Password(#[from] PasswordError),
    /// A token that cannot be signed.
    #[error(transparent)]
    #[internal]
    Sign(#[from] SignError),
    /// A stored event that does not decode.
    #[error(transparent)]
    #[internal]
    Json(#[from] serde_json::Error),
}
