//! One handle for SQLite and PostgreSQL.

use std::{
    str::FromStr,
    sync::{
        Arc, Mutex,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use sqlx::{
    AnyConnection, AnyPool, Connection, Executor,
    any::{AnyConnectOptions, AnyPoolOptions, install_default_drivers},
};

/// A pool of connections; clones share it.
#[derive(Clone, Debug)]
pub struct Database {
    engine: Engine,
    pool: AnyPool,
    /// Keeps a database in memory alive: a caller that leaves while the pool tests its connection takes that connection along.
    _keeper: Option<Arc<Mutex<AnyConnection>>>,
}

/// Which SQL is spoken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// SQLite, in this process.
    Sqlite,
    /// A PostgreSQL server.
    Postgres,
}

/// Why a database did not open, in one line.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The address is of neither engine.
    #[error("a database's address begins with sqlite:// or postgres://")]
    UnsupportedScheme,
    /// The engine is not compiled in.
    #[error("{engine} is not compiled in; enable the feature `{feature}` of isotype-sql")]
    EngineDisabled {
        /// Name of the engine.
        engine: &'static str,
        /// Feature that compiles it in.
        feature: &'static str,
    },
    /// The address does not parse.
    #[error("the database's address is not valid: {0}")]
    InvalidUrl(#[source] sqlx::Error),
    /// The database does not answer. The text has no password in it.
    #[error("the {0} database does not answer: {1}")]
    Connect(&'static str, #[source] sqlx::Error),
}

impl Database {
    /// Opens `sqlite://path`, `sqlite::memory:`, or `postgres://user:password@host:port/name`, and tries it.
    ///
    /// A SQLite file is made where there is none, and written ahead (WAL); foreign keys hold; a writer waits up to five seconds for
    /// another. In memory, all callers share one connection.
    ///
    /// # Errors
    ///
    /// When the address is not understood, or the database does not answer.
    pub async fn open(address: &str) -> Result<Database, OpenError> {
        install_default_drivers();
        if let Some(path) = address.strip_prefix("sqlite:") {
            return sqlite(path.trim_start_matches("//")).await;
        }
        if address.starts_with("postgres://") || address.starts_with("postgresql://") {
            return postgres(address).await;
        }
        Err(OpenError::UnsupportedScheme)
    }

    /// Which SQL to speak.
    pub fn engine(&self) -> Engine {
        self.engine
    }

    /// The connections, for statements that sea-query cannot write.
    pub fn pool(&self) -> &AnyPool {
        &self.pool
    }

    /// Waits for running statements and closes all connections.
    pub async fn close(&self) {
        self.pool.close().await;
    }
}

async fn sqlite(path: &str) -> Result<Database, OpenError> {
    if !cfg!(feature = "sqlite") {
        return Err(OpenError::EngineDisabled { engine: "SQLite", feature: "sqlite" });
    }
    static NAMES: AtomicU64 = AtomicU64::new(0);
    let memory = path.is_empty() || path.starts_with(":memory:");
    let address = match path {
        _ if memory => format!("sqlite:file:isotype-{}?mode=memory", NAMES.fetch_add(1, Ordering::Relaxed)),
        path if path.contains('?') => format!("sqlite://{path}"),
        path => format!("sqlite://{path}?mode=rwc"),
    };
    let options = AnyConnectOptions::from_str(&address).map_err(OpenError::InvalidUrl)?;
    let refused = |error| OpenError::Connect("SQLite", error);
    let keeper = match memory {
        true => Some(Arc::new(Mutex::new(AnyConnection::connect_with(&options).await.map_err(refused)?))),
        false => None,
    };
    let pool = AnyPoolOptions::new().max_connections(if memory { 1 } else { 8 });
    let pool = pool.acquire_timeout(Duration::from_secs(5)).after_connect(|connection, _| {
        Box::pin(async move {
            connection.execute("PRAGMA busy_timeout = 5000").await?;
            connection.execute("PRAGMA journal_mode = WAL").await?;
            connection.execute("PRAGMA synchronous = NORMAL").await?;
            connection.execute("PRAGMA foreign_keys = ON").await?;
            Ok(())
        })
    });
    let pool = pool.connect_with(options).await.map_err(refused)?;
    Ok(Database { engine: Engine::Sqlite, pool, _keeper: keeper })
}

async fn postgres(address: &str) -> Result<Database, OpenError> {
    if !cfg!(feature = "postgres") {
        return Err(OpenError::EngineDisabled { engine: "PostgreSQL", feature: "postgres" });
    }
    let options = AnyConnectOptions::from_str(address).map_err(OpenError::InvalidUrl)?;
    let pool = AnyPoolOptions::new().max_connections(16).acquire_timeout(Duration::from_secs(5));
    // A pool keeps trying and then says only that time ran out; one plain connection says why.
    let first = within_time(AnyConnection::connect_with(&options)).await;
    let first = first.map_err(|error| OpenError::Connect("PostgreSQL", error))?;
    first.close().await.map_err(|error| OpenError::Connect("PostgreSQL", error))?;
    let pool = pool.connect_with(options).await.map_err(|error| OpenError::Connect("PostgreSQL", error))?;
    Ok(Database { engine: Engine::Postgres, pool, _keeper: None })
}

async fn within_time<T>(connect: impl Future<Output = Result<T, sqlx::Error>>) -> Result<T, sqlx::Error> {
    tokio::time::timeout(Duration::from_secs(5), connect).await.unwrap_or(Err(sqlx::Error::PoolTimedOut))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn other_addresses_are_refused_in_one_line() {
        for address in ["mysql://localhost/x", "board.sqlite", ""] {
            let error = Database::open(address).await.unwrap_err();
            assert_eq!(error.to_string(), "a database's address begins with sqlite:// or postgres://");
        }
    }

    #[tokio::test]
    async fn a_server_that_is_down_is_told_in_one_line_without_the_password() {
        let error = Database::open("postgres://ann:hunter2@127.0.0.1:1/x").await.unwrap_err().to_string();
        assert!(error.starts_with("the PostgreSQL database does not answer: "), "{error}");
        assert!(!error.contains("hunter2") && !error.contains('\n'), "{error}");
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn a_database_in_memory_outlives_callers_that_leave() {
        let database = Database::open("sqlite::memory:").await.unwrap();
        database.pool().execute("CREATE TABLE t (a BIGINT)").await.unwrap();
        for round in 0..500 {
            let pool = database.pool().clone();
            let caller = tokio::spawn(async move { pool.execute("SELECT a FROM t").await.map(drop) });
            tokio::time::sleep(Duration::from_micros(round % 50)).await;
            caller.abort();
            drop(caller.await);
        }
        database.pool().execute("INSERT INTO t VALUES (1)").await.unwrap();
    }

    #[tokio::test]
    async fn a_file_is_made_and_keeps_its_rows() {
        let folder = tempfile::tempdir().unwrap();
        let address = format!("sqlite://{}", folder.path().join("new.sqlite").display());
        let first = Database::open(&address).await.unwrap();
        first.pool().execute("CREATE TABLE t (a BIGINT)").await.unwrap();
        first.close().await;
        assert!(Database::open(&address).await.unwrap().pool().execute("INSERT INTO t VALUES (1)").await.is_ok());
    }
}
