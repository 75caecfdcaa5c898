//! Each store, empty.

use std::{env, future::Future, panic::resume_unwind, sync::Arc};

use isotype_policy::{Answers, RedisAnswers};
use isotype_sql::{Database, Migrations, SqlAnswers};
use sqlx::Executor;
use tokio::net::TcpStream;
use uuid::Uuid;

/// Where CI is, all of them are there: one that is missing fails the test.
fn skip(what: &str, how: &str) {
    assert!(env::var_os("CI").is_none(), "{what} is not there");
    eprintln!("SKIPPED on {what}: {how}");
}

pub(crate) async fn on_redis<F: Future<Output = ()>>(test: impl FnOnce(Arc<dyn Answers>) -> F) {
    if TcpStream::connect("127.0.0.1:6379").await.is_err() {
        return skip("Redis", "start one on port 6379: redis-server");
    }
    let prefix = format!("test {} ", Uuid::now_v7());
    test(Arc::new(RedisAnswers::new("redis://127.0.0.1:6379", &prefix).unwrap())).await;
}

pub(crate) async fn on_sqlite<F: Future<Output = ()>>(test: impl FnOnce(Arc<dyn Answers>) -> F) {
    let folder = tempfile::tempdir().unwrap();
    test(Arc::new(SqlAnswers::new(sqlite(&folder).await))).await;
}

pub(crate) async fn sqlite(folder: &tempfile::TempDir) -> Database {
    let database = Database::open(&format!("sqlite://{}", folder.path().join("t.sqlite").display())).await.unwrap();
    migrations().up(&database).await.unwrap();
    database
}

pub(crate) async fn on_postgres<F: Future<Output = ()> + Send + 'static>(
    test: impl FnOnce(Arc<dyn Answers>) -> F + Send + 'static,
) {
    with_postgres(|database| async move { test(Arc::new(SqlAnswers::new(database))).await }).await;
}

/// A schema of the test's own, which goes afterwards whatever happens.
pub(crate) async fn with_postgres<F: Future<Output = ()> + Send + 'static>(
    test: impl FnOnce(Database) -> F + Send + 'static,
) {
    const ADDRESS: &str = "postgres://postgres@127.0.0.1:5432/postgres";
    let Ok(outside) = Database::open(ADDRESS).await else {
        return skip("PostgreSQL", "start one on port 5432 that trusts the user postgres");
    };
    let schema = format!("answers_{}", Uuid::now_v7().simple());
    let run = async |sql: String| {
        outside.pool().execute(sqlx::AssertSqlSafe(sql)).await.unwrap();
    };
    run(format!("CREATE SCHEMA {schema}")).await;
    let database = Database::open(&format!("{ADDRESS}?options[search_path]={schema}")).await.unwrap();
    migrations().up(&database).await.unwrap();
    let done = tokio::spawn(test(database.clone())).await;
    database.close().await;
    run(format!("DROP SCHEMA {schema} CASCADE")).await;
    if let Err(error) = done {
        resume_unwind(error.into_panic());
    }
}

fn migrations() -> Migrations {
    Migrations::new().step("answers", SqlAnswers::UP, SqlAnswers::DOWN).step(
        "effects",
        "CREATE TABLE effects (note TEXT NOT NULL)",
        "DROP TABLE effects",
    )
}
