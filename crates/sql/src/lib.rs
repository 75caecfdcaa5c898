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

pub use answers::SqlIdempotencyStore;
pub use database::{Database, Engine, OpenError};
pub use error::DbError;
pub use migrate::{MigrateError, Migrations};
pub use page::{CursorSigner, Keyset, Offset, OffsetPage, Page, PageRequest, SortValue};
pub use statement::{Statement, Transaction};
pub use unique::{UniqueViolationExt, WriteError};
