//! What is refused because it is there already: the one error of a database that is a caller's doing.

use isotype_core::{CallError, Conflict, ProcedureError};
use isotype_lowering::{ErrorDescription, Registry};

use crate::DbError;

/// Why a row was not written: a [`Conflict`] that the caller sees where a value had to be unique, else a [`DbError`]. Which index, table
/// or value it was stays in the log.
///
/// # Example
///
/// ```
/// use isotype_sql::{Database, WriteError};
/// use sea_query::Query;
///
/// async fn claim(database: &Database, name: &str) -> Result<(), WriteError> {
///     let insert = Query::insert().into_table("names").columns(["name"]).values_panic([name.into()]).to_owned();
///     database.run(&insert).await?; // CONFLICT where the name is taken
///     Ok(())
/// }
/// ```
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// There is such a row.
    #[error(transparent)]
    Conflict(Conflict),
    /// Anything else.
    #[error(transparent)]
    Database(DbError),
}

impl From<DbError> for WriteError {
    fn from(error: DbError) -> WriteError {
        match error.is_unique_violation() {
            true => WriteError::Conflict(Conflict::default()),
            false => WriteError::Database(error),
        }
    }
}

impl ProcedureError for WriteError {
    fn describe(registry: &mut Registry, errors: &mut Vec<ErrorDescription>) {
        Conflict::describe(registry, errors);
        DbError::describe(registry, errors);
    }

    fn into_call_error(self) -> CallError {
        match self {
            WriteError::Conflict(conflict) => conflict.into_call_error(),
            WriteError::Database(error) => error.into_call_error(),
        }
    }
}

/// Gives what had to be unique an error of its own.
pub trait UniqueViolationExt<T> {
    /// This error where a unique constraint was broken; any other error as it is.
    ///
    /// # Errors
    ///
    /// As said.
    fn map_unique_violation<E: From<DbError>>(self, error: impl FnOnce() -> E) -> Result<T, E>;
}

impl<T> UniqueViolationExt<T> for Result<T, DbError> {
    fn map_unique_violation<E: From<DbError>>(self, error: impl FnOnce() -> E) -> Result<T, E> {
        self.map_err(|cause| if cause.is_unique_violation() { error() } else { cause.into() })
    }
}
