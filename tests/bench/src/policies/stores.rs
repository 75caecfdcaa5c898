//! Where counts and answers are.

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

/// What is open, empty at first.
pub(super) struct OpenStores {
    pub(super) rate_limits: Arc<dyn RateLimitStore>,
    pub(super) idempotency: Arc<dyn IdempotencyStore>,
    cleanup: Cleanup,
}

/// What there is to clean up.
enum Cleanup {
    Nothing,
    Folder(TempDir),
    Schema(Database),
}

impl StoreKind {
    /// How many calls a round makes: fewer, where each of them waits.
    pub(super) fn calls(self) -> u32 {
        match self {
            StoreKind::Memory => 200_000,
            _ => 5_000,
        }
    }

    pub(super) async fn open(self) -> BenchResult<OpenStores> {
        let rates: Arc<dyn RateLimitStore> = match self {
            StoreKind::Redis => Arc::new(RedisRateLimitStore::new(REDIS, &namespace())?),
            _ => Arc::new(MemoryRateLimitStore::new()),
        };
        let (answers, until): (Arc<dyn IdempotencyStore>, _) = match self {
            StoreKind::Memory => (Arc::new(MemoryIdempotencyStore::default()), Cleanup::Nothing),
            StoreKind::Redis => (Arc::new(RedisIdempotencyStore::new(REDIS, &namespace())?), Cleanup::Nothing),
            StoreKind::Sqlite => {
                let folder = tempfile::tempdir()?;
                let address = format!("sqlite://{}", folder.path().join("answers.sqlite").display());
                (sql_idempotency_store(&Database::open(&address).await?).await?, Cleanup::Folder(folder))
            }
            StoreKind::Postgres => {
                let address = env::var("TEST_POSTGRES_URL");
                let address = address.unwrap_or_else(|_| "postgres://postgres@127.0.0.1:5432/postgres".to_owned());
                let outside = Database::open(&address).await?;
                outside.pool().execute(AssertSqlSafe(format!("CREATE SCHEMA {}", namespace()))).await?;
                let inside = Database::open(&format!("{address}?options[search_path]={}", namespace())).await?;
                (sql_idempotency_store(&inside).await?, Cleanup::Schema(outside))
            }
        };
        Ok(OpenStores { rate_limits: rates, idempotency: answers, cleanup: until })
    }
}

impl OpenStores {
    pub(super) async fn close(self) -> BenchResult<()> {
        match self.cleanup {
            Cleanup::Nothing => {}
            Cleanup::Folder(folder) => folder.close()?,
            Cleanup::Schema(outside) => {
                outside.pool().execute(AssertSqlSafe(format!("DROP SCHEMA {} CASCADE", namespace()))).await?;
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
