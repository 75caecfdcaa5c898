//! Test table with repeated values, `NULL`s and strings that collations sort differently.

use isotype_core::{CallError, Invalid, ProcedureError};
use isotype_sql::{Database, DbError, Migrations};
use sea_query::{Expr, Query, SelectStatement};
use sqlx::{Row as _, any::AnyRow};

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Row {
    pub(crate) id: String,
    pub(crate) kind: i64,
    pub(crate) score: Option<f64>,
    pub(crate) note: Option<String>,
}

/// Error of a test query.
#[derive(Debug, thiserror::Error)]
pub(crate) enum TestError {
    #[error(transparent)]
    Invalid(#[from] Invalid),
    #[error(transparent)]
    Database(#[from] DbError),
}

impl TestError {
    pub(crate) fn into_call_error(self) -> CallError {
        match self {
            TestError::Invalid(invalid) => invalid.into_call_error(),
            TestError::Database(error) => error.into_call_error(),
        }
    }
}

pub(crate) fn schema() -> Migrations {
    let up = "CREATE TABLE things (id TEXT PRIMARY KEY, kind BIGINT NOT NULL, score DOUBLE PRECISION, note TEXT)";
    Migrations::new().step("things", up, "DROP TABLE things")
}

pub(crate) fn select() -> SelectStatement {
    Query::select().columns(["id", "kind", "score", "note"]).from("things").to_owned()
}

pub(crate) fn read(row: &AnyRow) -> Result<Row, TestError> {
    let row = || -> Result<Row, sqlx::Error> {
        Ok(Row {
            id: row.try_get("id")?,
            kind: row.try_get("kind")?,
            score: row.try_get("score")?,
            note: row.try_get("note")?,
        })
    };
    Ok(row().map_err(DbError::from)?)
}

/// Returns `count` rows, which are the same on each run.
pub(crate) fn rows(count: usize) -> Vec<Row> {
    let mut random = fastrand::Rng::with_seed(7);
    let scores = [None, Some(0.1), Some(0.1), Some(-1.5), Some(1e300), Some(f64::MIN_POSITIVE), Some(0.0)];
    let notes = [None, Some(""), Some("a"), Some("a"), Some("B"), Some("\u{e9}"), Some("a b")];
    (0..count)
        .map(|number| Row {
            id: format!("{:04}", (number * 7919) % 10_000),
            kind: random.i64(-2..3),
            score: random.choice(scores).flatten(),
            note: random.choice(notes).flatten().map(str::to_owned),
        })
        .collect()
}

pub(crate) async fn insert(database: &Database, rows: &[Row]) {
    for row in rows {
        let Row { id, kind, score, note } = row.clone();
        // Write `NULL` as a literal, since the driver caches a statement with the parameter types of its first
        // execution.
        let (score, note) = (score.map_or_else(Expr::null, Expr::value), note.map_or_else(Expr::null, Expr::value));
        let insert = Query::insert()
            .into_table("things")
            .columns(["id", "kind", "score", "note"])
            .values_panic([id.into(), kind.into(), score, note])
            .to_owned();
        database.execute(&insert).await.unwrap();
    }
}
