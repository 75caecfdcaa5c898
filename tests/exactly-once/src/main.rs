//! Server for the crash-recovery test: `isotype-exactly-once DATABASE` prints its address and inserts numbers into the database.

use std::{env, error::Error, sync::Arc, time::Duration};

use isotype::sql::{Database, DbError, Migrations, SqlIdempotencyStore};
use isotype::{
    axum::Routes,
    mutation,
    policy::{HasCaller, HasIdempotencyStore, IdempotencyClaim, IdempotencyStore},
    prelude::*,
};
use sea_query::{Alias, Query};
use tokio::{net::TcpListener, time::sleep};
use uuid::Uuid;

struct App {
    database: Database,
    idempotency_store: Arc<SqlIdempotencyStore>,
}

impl HasCaller for App {
    type Caller = ();
}

impl HasIdempotencyStore for App {
    fn idempotency_store(&self) -> Arc<dyn IdempotencyStore> {
        self.idempotency_store.clone()
    }
}

/// Inserts a number and returns the id of the row. It pauses between its steps, so that a crash can interrupt any of them.
async fn add(ctx: Ctx<App, Public>, number: u32) -> Result<String, DbError> {
    let id = Uuid::now_v7().to_string();
    let insert = Query::insert()
        .into_table(Alias::new("added"))
        .columns([Alias::new("id"), Alias::new("number")])
        .values_panic([id.as_str().into(), i64::from(number).into()])
        .to_owned();
    random_pause().await;
    let mut transaction = ctx.state().database.begin().await?;
    transaction.execute(&insert).await?;
    random_pause().await;
    transaction.commit_with_response(IdempotencyClaim::from_ctx(&ctx), &id).await?;
    random_pause().await;
    Ok(id)
}

async fn random_pause() {
    sleep(Duration::from_micros(fastrand::u64(0..8_000))).await;
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let address = env::args().nth(1).ok_or("missing argument: expected the database URL")?;
    let database = Database::open(&address).await?;
    Migrations::new()
        .step("idempotency keys", SqlIdempotencyStore::UP, SqlIdempotencyStore::DOWN)
        .step("added", "CREATE TABLE added (id TEXT PRIMARY KEY, number BIGINT NOT NULL)", "DROP TABLE added")
        .up(&database)
        .await?;
    let idempotency_store = Arc::new(SqlIdempotencyStore::new(database.clone()).with_lease(Duration::from_millis(300)));
    let api = Router::new().procedure("add", mutation(add).require_idempotency_key()).deny_unprotected();
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    println!("http://{}", listener.local_addr()?);
    Ok(axum::serve(listener, Routes::new(api, App { database, idempotency_store }).into_router()).await?)
}
