//! Queries that fail with internal errors. Clients receive only the request id of the log entry.

use isotype::prelude::*;

pub(crate) fn register(api: Router<()>) -> Router<()> {
    api.query("boom", boom).query("internal", internal).query("away", unavailable)
}

/// Text that must not appear in any response.
pub(crate) const SECRET: &str = "the password is hunter2";

/// Panics.
#[procedure]
async fn boom(_: Ctx<()>, _: ()) -> String {
    panic!("{SECRET}")
}

/// Fails with an I/O error.
#[procedure]
async fn internal(_: Ctx<()>, _: ()) -> Result<String, InternalError> {
    Err(std::io::Error::other(SECRET))?
}

/// Error of a service that the procedure depends on.
#[derive(Debug, thiserror::Error, ProcedureError)]
enum DependencyError {
    /// The database does not respond.
    #[error("database does not respond: {SECRET}")]
    #[internal(ServiceUnavailable)]
    Database,
}

/// Fails with `SERVICE_UNAVAILABLE`, an internal error with another code.
#[procedure]
async fn unavailable(_: Ctx<()>, _: ()) -> Result<String, DependencyError> {
    Err(DependencyError::Database)
}
