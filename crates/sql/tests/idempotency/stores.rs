//! Empty idempotency stores of each kind, for tests.

use std::{env, future::Future, sync::Arc};

use isotype_policy::{IdempotencyStore, RedisIdempotencyStore};
use isotype_sql::{Database, Migrations, SqlIdempotencyStore};
use tokio::net::TcpStream;
use uuid::Uuid;

use crate::engines;

/// Runs the test on Redis. Skips it if Redis is not running, except in CI.
pub(crate) async fn on_redis<F: Future<Output = ()>>(test: impl FnOnce(Arc<dyn IdempotencyStore>) -> F) {
    if TcpStream::connect("127.0.0.1:6379").await.is_err() {
        assert!(env::var_os("CI").is_none(), "Redis is not running on port 6379");
        return eprintln!("SKIPPED: Redis is not running on port 6379; start it with `redis-server`");
    }
    let prefix = format!("test {} ", Uuid::now_v7());
    test(Arc::new(RedisIdempotencyStore::new("redis://127.0.0.1:6379", &prefix).unwrap())).await;
}

pub(crate) async fn on_sqlite<F: Future<Output = ()>>(test: impl FnOnce(Arc<dyn IdempotencyStore>) -> F) {
    engines::on_sqlite(schema(), |database| test(store(database))).await;
}

pub(crate) async fn on_postgres<F: Future<Output = ()> + Send + 'static>(
    test: impl FnOnce(Arc<dyn IdempotencyStore>) -> F + Send + 'static,
) {
    engines::on_postgres(schema(), |database| test(store(database))).await;
}

fn store(database: Database) -> Arc<dyn IdempotencyStore> {
    Arc::new(SqlIdempotencyStore::new(database))
}

pub(crate) fn schema() -> Migrations {
    Migrations::new().step("idempotency keys", SqlIdempotencyStore::UP, SqlIdempotencyStore::DOWN).step(
        "effects",
        "CREATE TABLE effects (note TEXT NOT NULL)",
        "DROP TABLE effects",
    )
}
