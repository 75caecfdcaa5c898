//! Execution of sea-query statements, on the pool or in a transaction.

use sea_query::{PostgresQueryBuilder, SqliteQueryBuilder};
use sea_query_sqlx::{SqlxBinder, SqlxValues};
use sqlx::{Any, AssertSqlSafe, any::AnyRow};

use crate::{Database, DbError, Engine};

/// sea-query statement: `SELECT`, `INSERT`, `UPDATE`, `DELETE`, or a statement with a `WITH` clause.
pub trait Statement: SqlxBinder + Sync {}

impl<T: SqlxBinder + Sync> Statement for T {}

fn build(engine: Engine, statement: &impl Statement) -> (String, SqlxValues) {
    match engine {
        Engine::Sqlite => statement.build_sqlx(SqliteQueryBuilder),
        Engine::Postgres => statement.build_sqlx(PostgresQueryBuilder),
    }
}

// `AssertSqlSafe` is justified: sea-query binds every value as a parameter.
macro_rules! run {
    ($engine:expr, $statement:expr, $method:ident, $executor:expr) => {{
        let (sql, values) = build($engine, $statement);
        Ok(sqlx::query_with(AssertSqlSafe(sql), values).$method($executor).await?)
    }};
}

impl Database {
    /// Runs the statement and returns all rows.
    ///
    /// # Errors
    ///
    /// Returns [`DbError`] if the database rejects the statement or cannot be reached.
    pub async fn fetch_all(&self, statement: &impl Statement) -> Result<Vec<AnyRow>, DbError> {
        run!(self.engine(), statement, fetch_all, self.pool())
    }

    /// Runs the statement and returns the first row, if any.
    ///
    /// # Errors
    ///
    /// Returns [`DbError`] if the database rejects the statement or cannot be reached.
    pub async fn fetch_optional(&self, statement: &impl Statement) -> Result<Option<AnyRow>, DbError> {
        run!(self.engine(), statement, fetch_optional, self.pool())
    }

    /// Runs the statement and returns the number of rows affected.
    ///
    /// # Errors
    ///
    /// Returns [`DbError`] if the database rejects the statement or cannot be reached.
    pub async fn execute(&self, statement: &impl Statement) -> Result<u64, DbError> {
        let result: Result<_, DbError> = run!(self.engine(), statement, execute, self.pool());
        result.map(|result| result.rows_affected())
    }

    /// Begins a transaction.
    ///
    /// On SQLite the transaction takes the write lock at once (`BEGIN IMMEDIATE`). A transaction that reads first and writes
    /// later would fail with SQLITE_BUSY instead of waiting.
    ///
    /// # Errors
    ///
    /// Returns [`DbError`] if no connection is available within five seconds, or the database cannot be reached.
    ///
    /// # Example
    ///
    /// ```
    /// use isotype_sql::{Database, DbError};
    /// use sea_query::{Expr, ExprTrait, Query};
    ///
    /// async fn transfer(database: &Database, amount: i64) -> Result<(), DbError> {
    ///     let mut transaction = database.begin().await?;
    ///     for (id, difference) in [("ann", -amount), ("bob", amount)] {
    ///         let balance = Expr::col("balance").add(difference);
    ///         let update =
    ///             Query::update().table("accounts").value("balance", balance).and_where(Expr::col("id").eq(id)).to_owned();
    ///         transaction.execute(&update).await?;
    ///     }
    ///     transaction.commit().await
    /// }
    /// ```
    pub async fn begin(&self) -> Result<Transaction, DbError> {
        let inner = match self.engine() {
            Engine::Sqlite => self.pool().begin_with("BEGIN IMMEDIATE").await?,
            Engine::Postgres => self.pool().begin().await?,
        };
        Ok(Transaction { engine: self.engine(), inner })
    }
}

/// Database transaction, created by [`Database::begin`]. Dropping it rolls it back.
#[derive(Debug)]
pub struct Transaction {
    engine: Engine,
    inner: sqlx::Transaction<'static, Any>,
}

impl Transaction {
    /// Runs the statement and returns all rows.
    ///
    /// # Errors
    ///
    /// Returns [`DbError`] if the database rejects the statement or cannot be reached.
    pub async fn fetch_all(&mut self, statement: &impl Statement) -> Result<Vec<AnyRow>, DbError> {
        run!(self.engine, statement, fetch_all, &mut *self.inner)
    }

    /// Runs the statement and returns the first row, if any.
    ///
    /// # Errors
    ///
    /// Returns [`DbError`] if the database rejects the statement or cannot be reached.
    pub async fn fetch_optional(&mut self, statement: &impl Statement) -> Result<Option<AnyRow>, DbError> {
        run!(self.engine, statement, fetch_optional, &mut *self.inner)
    }

    /// Runs the statement and returns the number of rows affected.
    ///
    /// # Errors
    ///
    /// Returns [`DbError`] if the database rejects the statement or cannot be reached.
    pub async fn execute(&mut self, statement: &impl Statement) -> Result<u64, DbError> {
        let result: Result<_, DbError> = run!(self.engine, statement, execute, &mut *self.inner);
        result.map(|result| result.rows_affected())
    }

    /// Commits the transaction.
    ///
    /// # Errors
    ///
    /// Returns [`DbError`] if the commit fails. If the connection is lost during the commit, the outcome is unknown; in every
    /// other case the transaction is rolled back.
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
    async fn dropped_transaction_rolls_back() {
        let database = Database::open("sqlite::memory:").await.unwrap();
        database.pool().execute("CREATE TABLE t (a BIGINT)").await.unwrap();
        let mut transaction = database.begin().await.unwrap();
        for number in 0..2_i64 {
            let insert = Query::insert().into_table("t").columns(["a"]).values_panic([number.into()]).to_owned();
            transaction.execute(&insert).await.unwrap();
        }
        let select = Query::select().columns(["a"]).from("t").to_owned();
        let rows = transaction.fetch_all(&select).await.unwrap();
        assert_eq!(rows.iter().map(|row| row.get::<i64, _>("a")).collect::<Vec<_>>(), [0, 1]);
        drop(transaction);
        assert!(database.fetch_all(&select).await.unwrap().is_empty());
    }
}
