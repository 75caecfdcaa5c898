//! Where counts and answers are.

use std::{env, process, sync::Arc};

use isotype::policy::{Answers, MemoryAnswers, MemoryRates, Rates, RedisAnswers, RedisRates};
use isotype_sql::{Database, Migrations, SqlAnswers};
use sqlx::{AssertSqlSafe, Executor};
use tempfile::TempDir;

use crate::Outcome;

const REDIS: &str = "redis://127.0.0.1:6379";

#[derive(Clone, Copy)]
pub(super) enum Store {
    Memory,
    Redis,
    Sqlite,
    Postgres,
}

/// What is open, empty at first.
pub(super) struct Opened {
    pub(super) rates: Arc<dyn Rates>,
    pub(super) answers: Arc<dyn Answers>,
    until: Until,
}

/// What there is to clean up.
enum Until {
    Nothing,
    Folder(TempDir),
    Schema(Database),
}

impl Store {
    /// How many calls a round makes: fewer, where each of them waits.
    pub(super) fn calls(self) -> u32 {
        match self {
            Store::Memory => 200_000,
            _ => 5_000,
        }
    }

    pub(super) async fn open(self) -> Outcome<Opened> {
        let rates: Arc<dyn Rates> = match self {
            Store::Redis => Arc::new(RedisRates::new(REDIS, &name())?),
            _ => Arc::new(MemoryRates::new()),
        };
        let (answers, until): (Arc<dyn Answers>, _) = match self {
            Store::Memory => (Arc::new(MemoryAnswers::default()), Until::Nothing),
            Store::Redis => (Arc::new(RedisAnswers::new(REDIS, &name())?), Until::Nothing),
            Store::Sqlite => {
                let folder = tempfile::tempdir()?;
                let address = format!("sqlite://{}", folder.path().join("answers.sqlite").display());
                (answers(&Database::open(&address).await?).await?, Until::Folder(folder))
            }
            Store::Postgres => {
                let address = env::var("TEST_POSTGRES");
                let address = address.unwrap_or_else(|_| "postgres://postgres@127.0.0.1:5432/postgres".to_owned());
                let outside = Database::open(&address).await?;
                outside.pool().execute(AssertSqlSafe(format!("CREATE SCHEMA {}", name()))).await?;
                let inside = Database::open(&format!("{address}?options[search_path]={}", name())).await?;
                (answers(&inside).await?, Until::Schema(outside))
            }
        };
        Ok(Opened { rates, answers, until })
    }
}

impl Opened {
    pub(super) async fn close(self) -> Outcome<()> {
        match self.until {
            Until::Nothing => {}
            Until::Folder(folder) => folder.close()?,
            Until::Schema(outside) => {
                outside.pool().execute(AssertSqlSafe(format!("DROP SCHEMA {} CASCADE", name()))).await?;
            }
        }
        Ok(())
    }
}

fn name() -> String {
    format!("isotype_bench_{}", process::id())
}

async fn answers(database: &Database) -> Outcome<Arc<dyn Answers>> {
    Migrations::new().step("answers", SqlAnswers::UP, SqlAnswers::DOWN).up(database).await?;
    Ok(Arc::new(SqlAnswers::new(database.clone())))
}
