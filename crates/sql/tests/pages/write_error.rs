//! Tests of errors returned by writes.

use isotype_core::{Code, Ctx, Invalid, ProcedureError, Router};
use isotype_sql::{Database, DbError, UniqueViolationExt, WriteError};
use isotype_testing::Client;
use sea_query::{Expr, InsertStatement, Query};
use serde_json::{Value, json};

use crate::{
    engines::on_each_engine,
    rows::{TestError, insert, rows},
};

on_each_engine! {
    crate::rows::schema();
    unique_violation_is_a_conflict_without_details
    other_database_errors_are_internal
}

fn add(id: &str, kind: Option<i64>) -> InsertStatement {
    Query::insert()
        .into_table("things")
        .columns(["id", "kind"])
        .values_panic([id.into(), kind.map_or_else(Expr::null, Expr::value)])
        .to_owned()
}

async fn write(ctx: Ctx<Database>, (id, kind): (String, Option<i64>)) -> Result<(), WriteError> {
    ctx.state().execute(&add(&id, kind)).await?;
    Ok(())
}

async fn error_response(database: &Database, input: Value) -> (String, Value, String) {
    let client = Client::new(Router::new().mutation("write", write), database.clone());
    let response = client.call::<()>("write", &input).await.unwrap_err();
    (response.code.as_str().to_owned(), response.error, response.message)
}

async fn unique_violation_is_a_conflict_without_details(database: Database) {
    insert(&database, &rows(1)).await;
    let (code, error, message) = error_response(&database, json!(["0000", 1])).await;
    assert_eq!((code.as_str(), error), ("CONFLICT", json!({ "type": "Conflict" })));
    assert_eq!(message, "already exists");
    let taken = database
        .execute(&add("0000", Some(1)))
        .await
        .map_unique_violation(|| TestError::from(Invalid::field("id", "taken")));
    assert!(matches!(taken, Err(TestError::Invalid(_))));
    let other =
        database.execute(&add("1", None)).await.map_unique_violation(|| TestError::from(Invalid::field("id", "taken")));
    assert!(matches!(other, Err(TestError::Database(_))));
}

async fn other_database_errors_are_internal(database: Database) {
    let (code, error, message) = error_response(&database, json!(["1", null])).await;
    assert_eq!(
        (code.as_str(), error, message.as_str()),
        ("INTERNAL_SERVER_ERROR", Value::Null, "Internal server error")
    );
    assert_eq!(
        WriteError::from(DbError::from(sqlx::Error::PoolTimedOut)).into_call_error().code(),
        Code::ServiceUnavailable
    );
}
