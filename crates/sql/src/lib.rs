//! SQLite and PostgreSQL by the same code: a handle, keyset pages, and errors that a caller can act on.
//!
//! Statements are written with sea-query and run through sqlx's `Any` driver: keep columns to `TEXT`, `BIGINT`,
//! `DOUBLE PRECISION`, and both engines agree.

#[cfg(feature = "auth")]
pub mod auth;
mod cursor;
mod database;
mod error;
mod migrate;
mod page;
mod statement;

pub use cursor::Cursors;
pub use database::{Database, Engine, OpenError};
pub use error::DbError;
pub use migrate::{MigrateError, Migrations};
pub use page::{Keyset, Page};
pub use statement::{Statement, Transaction};
