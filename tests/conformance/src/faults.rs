//! What fails in a way that its caller must not see: an id in the log is all it gets.

use isotype::prelude::*;

pub(crate) fn register(api: Router<()>) -> Router<()> {
    api.query("boom", boom).query("internal", internal).query("away", unavailable)
}

/// The secret that no answer may hold.
pub(crate) const SECRET: &str = "the password is hunter2";

/// Panics.
#[procedure]
async fn boom(_: Ctx<()>, _: ()) -> String {
    panic!("{SECRET}")
}

/// Fails by an error of something else.
#[procedure]
async fn internal(_: Ctx<()>, _: ()) -> Result<String, InternalError> {
    Err(std::io::Error::other(SECRET))?
}

/// What this rests on does not answer.
#[derive(Debug, thiserror::Error, ProcedureError)]
enum DependencyError {
    /// The database.
    #[error("the database does not answer: {SECRET}")]
    #[internal(ServiceUnavailable)]
    Database,
}

/// Fails for now: another code than a fault has, and as little said.
#[procedure]
async fn unavailable(_: Ctx<()>, _: ()) -> Result<String, DependencyError> {
    Err(DependencyError::Database)
}
