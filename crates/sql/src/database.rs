//! Connection pool for SQLite and PostgreSQL.

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

/// Connection pool for SQLite or PostgreSQL. Clones share the pool.
///
/// # Example
///
/// ```
/// use isotype_sql::{Database, Engine};
///
/// # tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(async {
/// let database = Database::open("sqlite::memory:").await.unwrap();
/// assert_eq!(database.engine(), Engine::Sqlite);
/// # });
/// ```
#[derive(Clone, Debug)]
pub struct Database {
    engine: Engine,
    pool: AnyPool,
    /// Connection that keeps an in-memory database alive. The pool may drop its only connection when a caller is cancelled.
    _memory_connection: Option<Arc<Mutex<AnyConnection>>>,
}

/// Database engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Engine {
    /// SQLite, embedded in the process.
    Sqlite,
    /// PostgreSQL.
    Postgres,
}

/// Error returned by [`Database::open`]. The message fits on one line and contains no password.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum OpenError {
    /// The URL has an unsupported scheme.
    #[error("unsupported database URL: expected it to start with sqlite:// or postgres://")]
    UnsupportedScheme,
    /// Support for the engine is not compiled in.
    #[error("{engine} is not compiled in; enable the feature `{feature}` of isotype-sql")]
    EngineDisabled {
        /// Name of the engine.
        engine: &'static str,
        /// Cargo feature that enables the engine.
        feature: &'static str,
    },
    /// The URL is malformed.
    #[error("malformed database URL: {0}")]
    InvalidUrl(#[source] sqlx::Error),
    /// The database could not be reached or refused the connection.
    #[error("cannot connect to {0}: {1}")]
    Connect(&'static str, #[source] sqlx::Error),
}

impl Database {
    /// Opens a database and tests the connection.
    ///
    /// | URL | database |
    /// |---|---|
    /// | `sqlite://board.sqlite` | SQLite file, created if it does not exist |
    /// | `sqlite::memory:` | SQLite in memory |
    /// | `postgres://user:password@host:port/name` | PostgreSQL |
    ///
    /// SQLite uses a write-ahead log, enforces foreign keys, and waits up to five seconds for the write lock. The pool
    /// has at most 8 connections for a SQLite file, 1 for an in-memory database and 16 for PostgreSQL.
    ///
    /// # Errors
    ///
    /// Returns [`OpenError`] if the URL is malformed, its engine is not compiled in, or the database cannot be reached
    /// within five seconds.
    pub async fn open(url: &str) -> Result<Database, OpenError> {
        install_default_drivers();
        if let Some(path) = url.strip_prefix("sqlite:") {
            return sqlite(path.trim_start_matches("//")).await;
        }
        if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            return postgres(url).await;
        }
        Err(OpenError::UnsupportedScheme)
    }

    /// Returns the database engine.
    pub fn engine(&self) -> Engine {
        self.engine
    }

    /// Returns the sqlx pool, for statements that sea-query cannot express.
    pub fn pool(&self) -> &AnyPool {
        &self.pool
    }

    /// Closes all connections after their statements have finished.
    pub async fn close(&self) {
        self.pool.close().await;
    }
}

async fn sqlite(path: &str) -> Result<Database, OpenError> {
    if !cfg!(feature = "sqlite") {
        return Err(OpenError::EngineDisabled { engine: "SQLite", feature: "sqlite" });
    }
    static NAMES: AtomicU64 = AtomicU64::new(0);
    let is_in_memory = path.is_empty() || path.starts_with(":memory:");
    let url = match path {
        _ if is_in_memory => format!("sqlite:file:isotype-{}?mode=memory", NAMES.fetch_add(1, Ordering::Relaxed)),
        path if path.contains('?') => format!("sqlite://{path}"),
        path => format!("sqlite://{path}?mode=rwc"),
    };
    let options = AnyConnectOptions::from_str(&url).map_err(OpenError::InvalidUrl)?;
    let connect_error = |error| OpenError::Connect("SQLite", error);
    let memory_connection = match is_in_memory {
        true => Some(Arc::new(Mutex::new(AnyConnection::connect_with(&options).await.map_err(connect_error)?))),
        false => None,
    };
    let pool = AnyPoolOptions::new().max_connections(if is_in_memory { 1 } else { 8 });
    let pool = pool.acquire_timeout(Duration::from_secs(5)).after_connect(|connection, _| {
        Box::pin(async move {
            connection.execute("PRAGMA busy_timeout = 5000").await?;
            connection.execute("PRAGMA journal_mode = WAL").await?;
            connection.execute("PRAGMA synchronous = NORMAL").await?;
            connection.execute("PRAGMA foreign_keys = ON").await?;
            Ok(())
        })
    });
    let pool = pool.connect_with(options).await.map_err(connect_error)?;
    Ok(Database { engine: Engine::Sqlite, pool, _memory_connection: memory_connection })
}

async fn postgres(url: &str) -> Result<Database, OpenError> {
    if !cfg!(feature = "postgres") {
        return Err(OpenError::EngineDisabled { engine: "PostgreSQL", feature: "postgres" });
    }
    let options = AnyConnectOptions::from_str(url).map_err(OpenError::InvalidUrl)?;
    let pool = AnyPoolOptions::new().max_connections(16).acquire_timeout(Duration::from_secs(5));
    // Connect once first: a failing pool retries and then reports only a timeout, while a single connection reports the
    // cause.
    let first = with_timeout(AnyConnection::connect_with(&options)).await;
    let first = first.map_err(|error| OpenError::Connect("PostgreSQL", error))?;
    first.close().await.map_err(|error| OpenError::Connect("PostgreSQL", error))?;
    let pool = pool.connect_with(options).await.map_err(|error| OpenError::Connect("PostgreSQL", error))?;
    Ok(Database { engine: Engine::Postgres, pool, _memory_connection: None })
}

async fn with_timeout<T>(connect: impl Future<Output = Result<T, sqlx::Error>>) -> Result<T, sqlx::Error> {
    tokio::time::timeout(Duration::from_secs(5), connect).await.unwrap_or(Err(sqlx::Error::PoolTimedOut))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn rejects_unsupported_scheme() {
        for url in ["mysql://localhost/x", "board.sqlite", ""] {
            let error = Database::open(url).await.unwrap_err();
            assert_eq!(
                error.to_string(),
                "unsupported database URL: expected it to start with sqlite:// or postgres://"
            );
        }
    }

    #[tokio::test]
    async fn connection_error_is_one_line_without_password() {
        let error = Database::open("postgres://ann:hunter2@127.0.0.1:1/x").await.unwrap_err().to_string();
        assert!(error.starts_with("cannot connect to PostgreSQL: "), "{error}");
        assert!(!error.contains("hunter2") && !error.contains('\n'), "{error}");
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn in_memory_database_survives_cancelled_callers() {
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
    async fn creates_file_and_keeps_rows_across_reopening() {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}", folder.path().join("new.sqlite").display());
        let first = Database::open(&url).await.unwrap();
        first.pool().execute("CREATE TABLE t (a BIGINT)").await.unwrap();
        first.close().await;
        assert!(Database::open(&url).await.unwrap().pool().execute("INSERT INTO t VALUES (1)").await.is_ok());
    }
}
