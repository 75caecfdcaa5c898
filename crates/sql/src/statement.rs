//! sea-query statements on a pool or in a transaction.

use sea_query::{PostgresQueryBuilder, SqliteQueryBuilder};
use sea_query_sqlx::{SqlxBinder, SqlxValues};
use sqlx::{Any, AssertSqlSafe, any::AnyRow};

use crate::{Database, DbError, Engine};

/// Any sea-query statement: select, insert, update, delete, or one with common tables.
pub trait Statement: SqlxBinder + Sync {}

impl<T: SqlxBinder + Sync> Statement for T {}

fn build(engine: Engine, statement: &impl Statement) -> (String, SqlxValues) {
    match engine {
        Engine::Sqlite => statement.build_sqlx(SqliteQueryBuilder),
        Engine::Postgres => statement.build_sqlx(PostgresQueryBuilder),
    }
}

// Sound for `AssertSqlSafe`: sea-query writes every value as a placeholder.
macro_rules! run {
    ($engine:expr, $statement:expr, $method:ident, $executor:expr) => {{
        let (sql, values) = build($engine, $statement);
        Ok(sqlx::query_with(AssertSqlSafe(sql), values).$method($executor).await?)
    }};
}

impl Database {
    /// All rows.
    ///
    /// # Errors
    ///
    /// When the database refuses or is gone.
    pub async fn fetch_all(&self, statement: &impl Statement) -> Result<Vec<AnyRow>, DbError> {
        run!(self.engine(), statement, fetch_all, self.pool())
    }

    /// The first row, where there is one.
    ///
    /// # Errors
    ///
    /// When the database refuses or is gone.
    pub async fn fetch_optional(&self, statement: &impl Statement) -> Result<Option<AnyRow>, DbError> {
        run!(self.engine(), statement, fetch_optional, self.pool())
    }

    /// Runs it; the number of rows that it touched.
    ///
    /// # Errors
    ///
    /// When the database refuses or is gone.
    pub async fn execute(&self, statement: &impl Statement) -> Result<u64, DbError> {
        let done: Result<_, DbError> = run!(self.engine(), statement, execute, self.pool());
        done.map(|done| done.rows_affected())
    }

    /// Begins a transaction that is going to write.
    ///
    /// SQLite takes its one write lock at once: a transaction that reads first and writes later could otherwise be told that it is
    /// busy with no waiting.
    ///
    /// # Errors
    ///
    /// When the database refuses or is gone.
    pub async fn begin(&self) -> Result<Transaction, DbError> {
        let inner = match self.engine() {
            Engine::Sqlite => self.pool().begin_with("BEGIN IMMEDIATE").await?,
            Engine::Postgres => self.pool().begin().await?,
        };
        Ok(Transaction { engine: self.engine(), inner })
    }
}

/// Statements that happen together or not at all; rolled back when it is dropped.
#[derive(Debug)]
pub struct Transaction {
    engine: Engine,
    inner: sqlx::Transaction<'static, Any>,
}

impl Transaction {
    /// All rows.
    ///
    /// # Errors
    ///
    /// When the database refuses or is gone.
    pub async fn fetch_all(&mut self, statement: &impl Statement) -> Result<Vec<AnyRow>, DbError> {
        run!(self.engine, statement, fetch_all, &mut *self.inner)
    }

    /// The first row, where there is one.
    ///
    /// # Errors
    ///
    /// When the database refuses or is gone.
    pub async fn fetch_optional(&mut self, statement: &impl Statement) -> Result<Option<AnyRow>, DbError> {
        run!(self.engine, statement, fetch_optional, &mut *self.inner)
    }

    /// Runs it; the number of rows that it touched.
    ///
    /// # Errors
    ///
    /// When the database refuses or is gone.
    pub async fn execute(&mut self, statement: &impl Statement) -> Result<u64, DbError> {
        let done: Result<_, DbError> = run!(self.engine, statement, execute, &mut *self.inner);
        done.map(|done| done.rows_affected())
    }

    /// Makes it so.
    ///
    /// # Errors
    ///
    /// When the database refuses or is gone; nothing has happened then, or the connection was lost at the very moment.
    pub async fn commit(self) -> Result<(), DbError> {
        Ok(self.inner.commit().await?)
    }
}

#[cfg(test)]
mod tests {
    use sea_query::Query;
    use sqlx::{Executor, Row};

    use super::*;

    #[tokio::test]
    async fn a_transaction_reads_what_it_has_written_and_nobody_else_does_once_it_is_dropped() {
        let database = Database::open("sqlite::memory:").await.unwrap();
        database.pool().execute("CREATE TABLE t (a BIGINT)").await.unwrap();
        let mut transaction = database.begin().await.unwrap();
        for number in 0..2_i64 {
            let insert = Query::insert().into_table("t").columns(["a"]).values_panic([number.into()]).to_owned();
            transaction.execute(&insert).await.unwrap();
        }
        let select = Query::select().columns(["a"]).from("t").to_owned();
        let read = transaction.fetch_all(&select).await.unwrap();
        assert_eq!(read.iter().map(|row| row.get::<i64, _>("a")).collect::<Vec<_>>(), [0, 1]);
        drop(transaction);
        assert!(database.fetch_all(&select).await.unwrap().is_empty());
    }
}
