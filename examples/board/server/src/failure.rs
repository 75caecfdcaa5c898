//! What can go wrong inside: for the log, never for the caller.

use std::io;

use http::header::InvalidHeaderValue;
use isotype::prelude::*;
use isotype_auth::SignError;
use isotype_sql::DbError;

/// Something that the caller cannot help. A lost database is SERVICE_UNAVAILABLE, all else INTERNAL_SERVER_ERROR.
#[derive(Debug, thiserror::Error, ProcedureError)]
pub enum Failure {
    /// The database refused or is gone.
    #[error(transparent)]
    #[forward]
    Database(#[from] DbError),
    /// No randomness, no thread, or a stored date that is none.
    #[error(transparent)]
    #[internal]
    Io(#[from] io::Error),
    /// A cookie that is not a header.
    #[error(transparent)]
    #[internal]
    Header(#[from] InvalidHeaderValue),
    /// A token that cannot be signed.
    #[error(transparent)]
    #[internal]
    Sign(#[from] SignError),
    /// A stored event that does not decode.
    #[error(transparent)]
    #[internal]
    Json(#[from] serde_json::Error),
}
