//! Fresh databases for tests, on SQLite and PostgreSQL.

use std::{env, future::Future, panic::resume_unwind};

use isotype_sql::{Database, Migrations};
use sqlx::{AssertSqlSafe, Executor};
use uuid::Uuid;

/// Runs the test on a SQLite file that is deleted afterwards.
pub(crate) async fn on_sqlite<F: Future<Output = ()>>(schema: Migrations, test: impl FnOnce(Database) -> F) {
    let folder = tempfile::tempdir().unwrap();
    let database = Database::open(&format!("sqlite://{}", folder.path().join("t.sqlite").display())).await.unwrap();
    schema.up(&database).await.unwrap();
    test(database).await;
}

/// Runs the test in a PostgreSQL schema that is dropped afterwards, even if the test fails.
///
/// Skips the test if PostgreSQL is not running, except in CI.
pub(crate) async fn on_postgres<F: Future<Output = ()> + Send + 'static>(
    schema: Migrations,
    test: impl FnOnce(Database) -> F + Send + 'static,
) {
    let url =
        env::var("TEST_POSTGRES_URL").unwrap_or_else(|_| "postgres://postgres@127.0.0.1:5432/postgres".to_owned());
    let admin = match Database::open(&url).await {
        Ok(admin) => admin,
        Err(error) => {
            assert!(env::var_os("CI").is_none(), "{error}");
            return eprintln!(
                "SKIPPED: {error}; start PostgreSQL on port 5432 with trust authentication, or set TEST_POSTGRES_URL"
            );
        }
    };
    let name = format!("test_{}", Uuid::now_v7().simple());
    let run = async |sql: String| admin.pool().execute(AssertSqlSafe(sql)).await.unwrap();
    run(format!("CREATE SCHEMA {name}")).await;
    let database = Database::open(&format!("{url}?options[search_path]={name}")).await.unwrap();
    schema.up(&database).await.unwrap();
    let result = tokio::spawn(test(database.clone())).await;
    database.close().await;
    run(format!("DROP SCHEMA {name} CASCADE")).await;
    if let Err(error) = result {
        resume_unwind(error.into_panic());
    }
}

/// Defines a test for each case and engine.
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
