//! SQLite and PostgreSQL for Isotype applications: queries, pagination, migrations and stores.
//!
//! [`Database`] runs sea-query statements through sqlx's `Any` driver, so the same code works on both engines.
//! [`Keyset`] and [`Offset`] page through lists, [`Migrations`] migrates the schema, and [`SqlIdempotencyStore`] stores the
//! responses of mutations.
//!
//! # Features
//!
//! | feature | enables |
//! |---|---|
//! | `sqlite`, on by default | SQLite, compiled into the binary |
//! | `postgres` | PostgreSQL |
//! | `tls` | TLS connections to PostgreSQL |
//! | `auth` | [`auth`]: stores for sessions and refresh tokens |
//!
//! # Example
//!
//! ```
//! use isotype_sql::{Database, DbError, Migrations};
//! use sea_query::Query;
//! use sqlx::Row;
//!
//! # async fn run() -> Result<(), Box<dyn std::error::Error>> {
//! let database = Database::open("sqlite::memory:").await?;
//! Migrations::new()
//!     .step("users", "CREATE TABLE users (email TEXT PRIMARY KEY)", "DROP TABLE users")
//!     .up(&database)
//!     .await?;
//!
//! let insert = Query::insert().into_table("users").columns(["email"]).values_panic(["ann@example.com".into()]).to_owned();
//! database.execute(&insert).await?;
//!
//! let select = Query::select().column("email").from("users").to_owned();
//! let row = database.fetch_optional(&select).await?.ok_or("no row")?;
//! assert_eq!(row.try_get::<String, _>("email")?, "ann@example.com");
//! # Ok(())
//! # }
//! # tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(run()).unwrap();
//! ```

#[cfg(feature = "auth")]
pub mod auth;
mod database;
mod migrate;
mod statement;
mod error;
mod unique_violation;
mod page;
mod idempotency;

pub use database::{Database, Engine, OpenError};
pub use error::DbError;
pub use idempotency::SqlIdempotencyStore;
pub use migrate::{MigrateError, Migrations};
pub use page::{CursorSigner, Keyset, Offset, OffsetPage, Page, PageRequest, SortValue};
pub use statement::{Statement, Transaction};
pub use unique_violation::{UniqueViolationExt, WriteError};
