//! Database errors.

use std::fmt;

use isotype_core::{CallError, Code, ProcedureError};
use isotype_lowering::{ErrorDescription, Registry};

/// Error returned by the database.
///
/// The message is logged and never sent to the caller. The caller sees SERVICE_UNAVAILABLE for
/// [transient](DbError::is_transient) errors and INTERNAL_SERVER_ERROR for all others.
#[derive(Debug)]
pub struct DbError(sqlx::Error);

impl DbError {
    /// Returns `true` if a row violated a unique constraint. [`UniqueViolationExt`](crate::UniqueViolationExt) turns this case
    /// into a declared error.
    pub fn is_unique_violation(&self) -> bool {
        self.0.as_database_error().is_some_and(|error| error.is_unique_violation())
    }

    /// Returns `true` if the same call may succeed later.
    ///
    /// Transient errors are lost connections, an exhausted pool, a server that is starting or shutting down, and conflicts
    /// with another transaction.
    pub fn is_transient(&self) -> bool {
        match &self.0 {
            sqlx::Error::Io(_)
            | sqlx::Error::Tls(_)
            | sqlx::Error::PoolTimedOut
            | sqlx::Error::PoolClosed
            | sqlx::Error::WorkerCrashed => true,
            sqlx::Error::AnyDriverError(error) => error.is::<ClaimLost>(),
            sqlx::Error::Database(error) => error.code().is_some_and(|code| is_transient_code(&code)),
            _ => false,
        }
    }
}

/// Error returned when a mutation outlasted its lease and another call acquired its idempotency key.
#[derive(Debug, thiserror::Error)]
#[error("idempotency claim lost: its lease expired and another call acquired the key")]
pub(crate) struct ClaimLost;

/// Returns `true` for transient error codes.
///
/// PostgreSQL reports an SQLSTATE (appendix A of its manual). SQLite reports a result code whose low byte is the
/// primary code; BUSY, LOCKED, IOERR and CANTOPEN are transient.
fn is_transient_code(code: &str) -> bool {
    if code.len() == 5 {
        return ["08", "53", "57P"].iter().any(|class| code.starts_with(class)) || ["40001", "40P01"].contains(&code);
    }
    code.parse::<u32>().is_ok_and(|code| [5, 6, 10, 14].contains(&(code & 0xff)))
}

impl From<sqlx::Error> for DbError {
    fn from(error: sqlx::Error) -> Self {
        DbError(error)
    }
}

impl From<std::io::Error> for DbError {
    fn from(error: std::io::Error) -> Self {
        DbError(error.into())
    }
}

impl fmt::Display for DbError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for DbError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.0.source()
    }
}

impl ProcedureError for DbError {
    fn describe(_: &mut Registry, _: &mut Vec<ErrorDescription>) {}

    fn into_call_error(self) -> CallError {
        let code = if self.is_transient() { Code::ServiceUnavailable } else { Code::InternalServerError };
        CallError::internal_with_code(code, self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn treats_only_availability_errors_as_transient() {
        for code in ["08006", "53300", "57P01", "40001", "5", "261", "6"] {
            assert!(is_transient_code(code), "{code}");
        }
        for code in ["23505", "42P01", "1", "2067", ""] {
            assert!(!is_transient_code(code), "{code}");
        }
        assert_eq!(DbError(sqlx::Error::PoolTimedOut).into_call_error().code(), Code::ServiceUnavailable);
        assert_eq!(DbError(sqlx::Error::RowNotFound).into_call_error().code(), Code::InternalServerError);
    }
}
