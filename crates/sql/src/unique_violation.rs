//! Declared errors for unique-constraint violations.

use isotype_core::{CallError, Conflict, ProcedureError};
use isotype_lowering::{ErrorDescription, Registry};

use crate::DbError;

/// Error returned by a write: [`Conflict`] if a unique constraint was violated, otherwise [`DbError`].
///
/// The caller does not learn which index, table or value caused the conflict.
///
/// # Example
///
/// ```
/// use isotype_sql::{Database, WriteError};
/// use sea_query::Query;
///
/// async fn reserve(database: &Database, name: &str) -> Result<(), WriteError> {
///     let insert = Query::insert().into_table("names").columns(["name"]).values_panic([name.into()]).to_owned();
///     database.execute(&insert).await?; // CONFLICT if the name exists
///     Ok(())
/// }
/// ```
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum WriteError {
    /// A row with the same unique value already exists.
    #[error(transparent)]
    Conflict(Conflict),
    /// Another database error occurred.
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

/// Extension of `Result<T, DbError>` that maps unique-constraint violations to a declared error.
///
/// # Example
///
/// ```
/// use isotype_core::{Invalid, Issue};
/// use isotype_sql::{Database, DbError, UniqueViolationExt};
/// use sea_query::Query;
///
/// # #[derive(Debug, thiserror::Error)]
/// # enum SignUpError { #[error(transparent)] Db(#[from] DbError), #[error(transparent)] Invalid(#[from] Invalid) }
/// async fn sign_up(database: &Database, email: &str) -> Result<(), SignUpError> {
///     let insert = Query::insert().into_table("users").columns(["email"]).values_panic([email.into()]).to_owned();
///     database.execute(&insert).await.map_unique_violation(|| {
///         SignUpError::from(Invalid::field("email", Issue::new("taken", "that address is in use")))
///     })?;
///     Ok(())
/// }
/// ```
pub trait UniqueViolationExt<T> {
    /// Maps a unique-constraint violation to `error()` and converts any other error.
    ///
    /// # Errors
    ///
    /// Returns `error()` if a unique constraint was violated, otherwise the [`DbError`].
    fn map_unique_violation<E: From<DbError>>(self, error: impl FnOnce() -> E) -> Result<T, E>;
}

impl<T> UniqueViolationExt<T> for Result<T, DbError> {
    fn map_unique_violation<E: From<DbError>>(self, error: impl FnOnce() -> E) -> Result<T, E> {
        self.map_err(|cause| if cause.is_unique_violation() { error() } else { cause.into() })
    }
}
