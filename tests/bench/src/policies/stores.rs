//! Stores of rate limits and idempotency keys.

use std::{env, process, sync::Arc};

use isotype::policy::{
    IdempotencyStore, MemoryIdempotencyStore, MemoryRateLimitStore, RateLimitStore, RedisIdempotencyStore,
    RedisRateLimitStore,
};
use isotype::sql::{Database, Migrations, SqlIdempotencyStore};
use sqlx::{AssertSqlSafe, Executor};
use tempfile::TempDir;

use crate::BenchResult;

const REDIS: &str = "redis://127.0.0.1:6379";

#[derive(Clone, Copy)]
pub(super) enum StoreKind {
    Memory,
    Redis,
    Sqlite,
    Postgres,
}

/// Open, empty stores.
pub(super) struct OpenStores {
    pub(super) rate_limits: Arc<dyn RateLimitStore>,
    pub(super) idempotency: Arc<dyn IdempotencyStore>,
    cleanup: Cleanup,
}

/// Resource to remove when the stores are closed.
enum Cleanup {
    Nothing,
    Folder(TempDir),
    Schema(Database),
}

impl StoreKind {
    /// Returns the number of calls per round; fewer for stores outside the process.
    pub(super) fn calls(self) -> u32 {
        match self {
            StoreKind::Memory => 200_000,
            _ => 5_000,
        }
    }

    pub(super) async fn open(self) -> BenchResult<OpenStores> {
        let rate_limits: Arc<dyn RateLimitStore> = match self {
            StoreKind::Redis => Arc::new(RedisRateLimitStore::new(REDIS, &namespace())?),
            _ => Arc::new(MemoryRateLimitStore::new()),
        };
        let (idempotency, cleanup): (Arc<dyn IdempotencyStore>, _) = match self {
            StoreKind::Memory => (Arc::new(MemoryIdempotencyStore::default()), Cleanup::Nothing),
            StoreKind::Redis => (Arc::new(RedisIdempotencyStore::new(REDIS, &namespace())?), Cleanup::Nothing),
            StoreKind::Sqlite => {
                let folder = tempfile::tempdir()?;
                let address = format!("sqlite://{}", folder.path().join("idempotency.sqlite").display());
                (sql_idempotency_store(&Database::open(&address).await?).await?, Cleanup::Folder(folder))
            }
            StoreKind::Postgres => {
                let address = env::var("TEST_POSTGRES_URL");
                let address = address.unwrap_or_else(|_| "postgres://postgres@127.0.0.1:5432/postgres".to_owned());
                let admin = Database::open(&address).await?;
                admin.pool().execute(AssertSqlSafe(format!("CREATE SCHEMA {}", namespace()))).await?;
                let database = Database::open(&format!("{address}?options[search_path]={}", namespace())).await?;
                (sql_idempotency_store(&database).await?, Cleanup::Schema(admin))
            }
        };
        Ok(OpenStores { rate_limits, idempotency, cleanup })
    }
}

impl OpenStores {
    pub(super) async fn close(self) -> BenchResult<()> {
        match self.cleanup {
            Cleanup::Nothing => {}
            Cleanup::Folder(folder) => folder.close()?,
            Cleanup::Schema(admin) => {
                admin.pool().execute(AssertSqlSafe(format!("DROP SCHEMA {} CASCADE", namespace()))).await?;
            }
        }
        Ok(())
    }
}

fn namespace() -> String {
    format!("isotype_bench_{}", process::id())
}

async fn sql_idempotency_store(database: &Database) -> BenchResult<Arc<dyn IdempotencyStore>> {
    Migrations::new().step("idempotency keys", SqlIdempotencyStore::UP, SqlIdempotencyStore::DOWN).up(database).await?;
    Ok(Arc::new(SqlIdempotencyStore::new(database.clone())))
}
