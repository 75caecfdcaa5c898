#![doc = include_str!("../README.md")]

#[cfg(feature = "auth")]
pub mod auth;
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
