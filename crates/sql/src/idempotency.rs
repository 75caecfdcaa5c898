//! SQL idempotency store.

use std::{
    sync::atomic::{AtomicU32, Ordering},
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use futures_util::future::BoxFuture;
use isotype_policy::{ClaimResult, IdempotencyClaim, IdempotencyStore, StoreError, StoredResponse};
use sea_query::{Expr, ExprTrait, Iden, InsertStatement, OnConflict, Query, UpdateStatement};
use serde::Serialize;
use sqlx::Row;

use crate::{Database, DbError, Transaction, error::ClaimLost};

/// Number of claims between two cleanups of expired rows.
const CLEANUP_INTERVAL: u32 = 512;

#[derive(Clone, Copy, Iden)]
#[iden = "isotype_idempotency_keys"]
enum IdempotencyKeys {
    #[iden = "isotype_idempotency_keys"]
    Table,
    Id,
    Owner,
    Digest,
    ExpiresAt,
    Response,
}

/// Idempotency store backed by a SQLite or PostgreSQL table.
///
/// Several processes can share it. A mutation that ends with [`Transaction::commit_with_response`] takes effect exactly
/// once, even if its process is killed.
///
/// Expiry relies on the clocks of the processes, which must not differ by more than a fraction of the
/// [lease](SqlIdempotencyStore::with_lease).
///
/// # Example
///
/// ```
/// use isotype_sql::{Database, Migrations, SqlIdempotencyStore};
///
/// # tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(async {
/// let database = Database::open("sqlite::memory:").await?;
/// Migrations::new()
///     .step("idempotency keys", SqlIdempotencyStore::UP, SqlIdempotencyStore::DOWN)
///     .up(&database)
///     .await?;
/// let store = SqlIdempotencyStore::new(database);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// # })?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct SqlIdempotencyStore {
    database: Database,
    lease: Duration,
    claim_count: AtomicU32,
}

impl SqlIdempotencyStore {
    /// SQL that creates the table, for [`Migrations::step`](crate::Migrations::step).
    pub const UP: &str = "\
CREATE TABLE isotype_idempotency_keys (
    id TEXT PRIMARY KEY,
    owner TEXT NOT NULL,
    digest TEXT NOT NULL,
    expires_at BIGINT NOT NULL,
    response TEXT
);
CREATE INDEX isotype_idempotency_keys_expires_at ON isotype_idempotency_keys (expires_at)";

    /// SQL that drops the table.
    pub const DOWN: &str = "DROP TABLE isotype_idempotency_keys";

    /// Creates an idempotency store backed by `database`.
    pub fn new(database: Database) -> SqlIdempotencyStore {
        SqlIdempotencyStore { database, lease: Duration::from_secs(10), claim_count: AtomicU32::new(0) }
    }

    /// Sets the time after which a claim expires unless its process renews it. Default: 10 s.
    ///
    /// A repeated call waits this long if the process of the first call was killed.
    #[must_use]
    pub fn with_lease(self, lease: Duration) -> SqlIdempotencyStore {
        SqlIdempotencyStore { lease, ..self }
    }

    async fn acquire(&self, claim: &IdempotencyClaim) -> Result<ClaimResult, StoreError> {
        if self.claim_count.fetch_add(1, Ordering::Relaxed) % CLEANUP_INTERVAL == CLEANUP_INTERVAL - 1 {
            let is_expired = Expr::col(IdempotencyKeys::ExpiresAt).lte(now());
            self.database.execute(Query::delete().from_table(IdempotencyKeys::Table).and_where(is_expired)).await?;
        }
        let insert = insert_unless_claimed(claim, self.lease);
        if self.database.execute(&insert).await? == 1 {
            return Ok(ClaimResult::Acquired);
        }
        let select = Query::select()
            .columns([IdempotencyKeys::Digest, IdempotencyKeys::Response])
            .from(IdempotencyKeys::Table)
            .and_where(Expr::col(IdempotencyKeys::Id).eq(claim.id()))
            .to_owned();
        // The claim was released after the insert, so the caller waits and tries again.
        let Some(row) = self.database.fetch_optional(&select).await? else {
            return Ok(ClaimResult::Existing { digest: claim.digest().to_owned(), response: None });
        };
        let response: Option<String> = row.try_get("response")?;
        let response = response.as_deref().map(StoredResponse::from_json).transpose()?;
        Ok(ClaimResult::Existing { digest: row.try_get("digest")?, response })
    }

    async fn update_one(&self, update: UpdateStatement) -> Result<bool, StoreError> {
        Ok(self.database.execute(&update).await? == 1)
    }
}

impl IdempotencyStore for SqlIdempotencyStore {
    fn lease(&self) -> Duration {
        self.lease
    }

    fn claim<'a>(&'a self, claim: &'a IdempotencyClaim) -> BoxFuture<'a, Result<ClaimResult, StoreError>> {
        Box::pin(self.acquire(claim))
    }

    fn renew<'a>(&'a self, claim: &'a IdempotencyClaim) -> BoxFuture<'a, Result<bool, StoreError>> {
        Box::pin(self.update_one(extend_claim(claim, self.lease)))
    }

    fn complete<'a>(
        &'a self,
        claim: &'a IdempotencyClaim,
        response: &'a StoredResponse,
    ) -> BoxFuture<'a, Result<bool, StoreError>> {
        Box::pin(self.update_one(store_response(claim, response)))
    }

    fn release<'a>(&'a self, claim: &'a IdempotencyClaim) -> BoxFuture<'a, Result<bool, StoreError>> {
        Box::pin(async {
            let mut delete = Query::delete().from_table(IdempotencyKeys::Table).to_owned();
            delete.and_where(Expr::col(IdempotencyKeys::Id).eq(claim.id()));
            delete
                .and_where(Expr::col(IdempotencyKeys::Owner).eq(claim.owner()))
                .and_where(Expr::col(IdempotencyKeys::Response).is_null());
            Ok(self.database.execute(&delete).await? == 1)
        })
    }
}

impl Transaction {
    /// Stores the mutation's response under its idempotency key, and commits the transaction including the response.
    ///
    /// Without a claim, the call has no idempotency key and the transaction is simply committed. The store must be a
    /// [`SqlIdempotencyStore`] in the same database.
    ///
    /// # Errors
    ///
    /// Returns [`DbError`] if the commit fails, or if the lease of the claim expired and another call acquired it. The
    /// transaction is then rolled back, except that the outcome is unknown if the connection is lost during the commit.
    ///
    /// # Example
    ///
    /// ```
    /// use isotype_core::Ctx;
    /// use isotype_policy::IdempotencyClaim;
    /// use isotype_sql::{Database, DbError};
    ///
    /// async fn create(ctx: Ctx<Database>, title: String) -> Result<String, DbError> {
    ///     let transaction = ctx.state().begin().await?;
    ///     // … write with `transaction` …
    ///     transaction.commit_with_response(IdempotencyClaim::from_ctx(&ctx), &title).await?;
    ///     Ok(title)
    /// }
    /// ```
    pub async fn commit_with_response(
        mut self,
        claim: Option<&IdempotencyClaim>,
        response: &impl Serialize,
    ) -> Result<(), DbError> {
        let Some(claim) = claim else { return self.commit().await };
        let stored = StoredResponse::from_output(response).map_err(|error| sqlx::Error::Encode(error.into()))?;
        if self.execute(&store_response(claim, &stored)).await? != 1 {
            return Err(sqlx::Error::AnyDriverError(ClaimLost.into()).into());
        }
        self.commit().await?;
        claim.mark_stored();
        Ok(())
    }
}

/// Inserts the claim, or replaces an expired row with the same key.
fn insert_unless_claimed(claim: &IdempotencyClaim, lease: Duration) -> InsertStatement {
    let on_expired = OnConflict::column(IdempotencyKeys::Id)
        .update_columns([
            IdempotencyKeys::Owner,
            IdempotencyKeys::Digest,
            IdempotencyKeys::ExpiresAt,
            IdempotencyKeys::Response,
        ])
        .action_and_where(Expr::col((IdempotencyKeys::Table, IdempotencyKeys::ExpiresAt)).lte(now()))
        .to_owned();
    Query::insert()
        .into_table(IdempotencyKeys::Table)
        .columns([IdempotencyKeys::Id, IdempotencyKeys::Owner, IdempotencyKeys::Digest, IdempotencyKeys::ExpiresAt])
        .values_panic([claim.id().into(), claim.owner().into(), claim.digest().into(), (now() + millis(lease)).into()])
        .on_conflict(on_expired)
        .to_owned()
}

fn store_response(claim: &IdempotencyClaim, response: &StoredResponse) -> UpdateStatement {
    extend_claim(claim, claim.ttl()).value(IdempotencyKeys::Response, response.to_json()).to_owned()
}

/// Sets the claim's expiry to `ttl` from now. Affects no row if the claim has another owner or already has a response.
fn extend_claim(claim: &IdempotencyClaim, ttl: Duration) -> UpdateStatement {
    Query::update()
        .table(IdempotencyKeys::Table)
        .value(IdempotencyKeys::ExpiresAt, now() + millis(ttl))
        .and_where(Expr::col(IdempotencyKeys::Id).eq(claim.id()))
        .and_where(Expr::col(IdempotencyKeys::Owner).eq(claim.owner()))
        .and_where(Expr::col(IdempotencyKeys::Response).is_null())
        .to_owned()
}

fn now() -> i64 {
    millis(SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default())
}

fn millis(duration: Duration) -> i64 {
    i64::try_from(duration.as_millis()).unwrap_or(i64::MAX / 2)
}
