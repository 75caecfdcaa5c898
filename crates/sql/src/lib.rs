//! SQLite and PostgreSQL by the same code: a handle, keyset pages, and errors that a caller can act on.
//!
//! Statements are written with sea-query and run through sqlx's `Any` driver: keep columns to `TEXT`, `BIGINT`,
//! `DOUBLE PRECISION`, and both engines agree.

mod database;
mod migrate;
mod statement;
mod error;
mod unique;
mod page;
mod answers;

pub use answers::SqlAnswers;
pub use database::{Database, Engine, OpenError};
pub use error::DbError;
pub use migrate::{MigrateError, Migrations};
pub use page::{Cursors, Cut, Key, Keyset, Offset, OffsetPage, Page};
pub use statement::{Statement, Transaction};
pub use unique::{Unique, WriteError};
