//! Each engine, with a database of the test's own.

use std::{env, future::Future, panic::resume_unwind};

use isotype_sql::{Database, Migrations};
use sqlx::{AssertSqlSafe, Executor};
use uuid::Uuid;

/// A file that goes with the test.
pub(crate) async fn on_sqlite<F: Future<Output = ()>>(schema: Migrations, test: impl FnOnce(Database) -> F) {
    let folder = tempfile::tempdir().unwrap();
    let database = Database::open(&format!("sqlite://{}", folder.path().join("t.sqlite").display())).await.unwrap();
    schema.up(&database).await.unwrap();
    test(database).await;
}

/// A schema that goes afterwards, whatever happens. Where CI is, PostgreSQL is there.
pub(crate) async fn on_postgres<F: Future<Output = ()> + Send + 'static>(
    schema: Migrations,
    test: impl FnOnce(Database) -> F + Send + 'static,
) {
    let address =
        env::var("TEST_POSTGRES").unwrap_or_else(|_| "postgres://postgres@127.0.0.1:5432/postgres".to_owned());
    let outside = match Database::open(&address).await {
        Ok(outside) => outside,
        Err(error) => {
            assert!(env::var_os("CI").is_none(), "{error}");
            return eprintln!("SKIPPED on PostgreSQL: start one on port 5432 that trusts the user postgres ({error})");
        }
    };
    let name = format!("test_{}", Uuid::now_v7().simple());
    let run = async |sql: String| outside.pool().execute(AssertSqlSafe(sql)).await.unwrap();
    run(format!("CREATE SCHEMA {name}")).await;
    let database = Database::open(&format!("{address}?options[search_path]={name}")).await.unwrap();
    schema.up(&database).await.unwrap();
    let done = tokio::spawn(test(database.clone())).await;
    database.close().await;
    run(format!("DROP SCHEMA {name} CASCADE")).await;
    if let Err(error) = done {
        resume_unwind(error.into_panic());
    }
}

/// Each case on each engine.
macro_rules! on_each_engine {
    ($schema:expr; $($case:ident)*) => {
        mod sqlite {
            $(#[tokio::test] async fn $case() { crate::engines::on_sqlite($schema, super::$case).await; })*
        }

        mod postgres {
            $(#[tokio::test] async fn $case() { crate::engines::on_postgres($schema, super::$case).await; })*
        }
    };
}

pub(crate) use on_each_engine;
