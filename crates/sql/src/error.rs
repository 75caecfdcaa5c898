//! What a database refuses with.

use std::fmt;

use isotype_core::{CallError, Code, ProcedureError};
use isotype_lowering::{ErrorDescription, Registry};

/// An error of the database. Its text is for the log; the caller sees INTERNAL_SERVER_ERROR, or SERVICE_UNAVAILABLE where
/// trying again can help.
#[derive(Debug)]
pub struct DbError(sqlx::Error);

impl DbError {
    /// Whether a row broke a unique constraint: the moment for a declared error.
    pub fn is_unique_violation(&self) -> bool {
        self.0.as_database_error().is_some_and(|error| error.is_unique_violation())
    }

    /// Whether the same call may succeed later: the connection was lost, the pool is exhausted, the server is going down or
    /// starting, or another transaction was in the way.
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

/// Another call has taken over the idempotency key of this one, which took longer than it held its claim.
#[derive(Debug, thiserror::Error)]
#[error("another call has taken over the idempotency key of this one")]
pub(crate) struct ClaimLost;

/// PostgreSQL by SQLSTATE (appendix A of its manual), SQLite by the low byte of its result code (BUSY, LOCKED, IOERR, CANTOPEN).
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
    fn lost_connections_can_be_tried_again_and_nonsense_cannot() {
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
