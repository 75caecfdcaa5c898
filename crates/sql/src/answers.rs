//! The answers of mutations, by their idempotency keys.

use std::{
    sync::atomic::{AtomicU32, Ordering},
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use futures_util::future::BoxFuture;
use isotype_policy::{ClaimResult, IdempotencyClaim, IdempotencyStore, StoreError, StoredResponse};
use sea_query::{Expr, ExprTrait, Iden, OnConflict, Query, UpdateStatement};
use serde::Serialize;
use sqlx::Row;

use crate::{Database, DbError, Transaction, error::ClaimLost};

/// One claim in so many throws away what is over.
const SWEEP: u32 = 512;

#[derive(Clone, Copy, Iden)]
#[iden = "isotype_answers"]
enum IdempotencyKeys {
    #[iden = "isotype_answers"]
    Table,
    Id,
    Owner,
    Digest,
    ExpiresAt,
    Response,
}

/// Stores answers beside what they are about, in SQLite or PostgreSQL: several processes share them, and a mutation that commits by
/// [`Transaction::commit_answer`] takes effect exactly once, whenever its process ends.
///
/// Time is told by the clocks of the processes, which must not differ by more than a fraction of the lease.
///
/// # Example
///
/// ```
/// use isotype_sql::{Migrations, SqlIdempotencyStore};
///
/// let migrations = Migrations::new().step("answers", SqlIdempotencyStore::UP, SqlIdempotencyStore::DOWN);
/// ```
#[derive(Debug)]
pub struct SqlIdempotencyStore {
    database: Database,
    lease: Duration,
    claim_count: AtomicU32,
}

impl SqlIdempotencyStore {
    /// A step of [`Migrations`](crate::Migrations) to the table that it needs.
    pub const UP: &str = "\
CREATE TABLE isotype_answers (id TEXT PRIMARY KEY, owner TEXT NOT NULL, digest TEXT NOT NULL, until BIGINT NOT NULL, answer TEXT);
CREATE INDEX isotype_answers_until ON isotype_answers (until)";

    /// The way back.
    pub const DOWN: &str = "DROP TABLE isotype_answers";

    /// In this database.
    pub fn new(database: Database) -> SqlIdempotencyStore {
        SqlIdempotencyStore { database, lease: Duration::from_secs(10), claim_count: AtomicU32::new(0) }
    }

    /// How long a claim holds that its process does not renew: so long a repeated call waits after a process was killed. Default: 10 s.
    #[must_use]
    pub fn with_lease(self, lease: Duration) -> SqlIdempotencyStore {
        SqlIdempotencyStore { lease, ..self }
    }

    async fn acquire(&self, claim: &IdempotencyClaim) -> Result<ClaimResult, StoreError> {
        if self.claim_count.fetch_add(1, Ordering::Relaxed) % SWEEP == SWEEP - 1 {
            let over = Expr::col(IdempotencyKeys::ExpiresAt).lte(now());
            self.database.execute(Query::delete().from_table(IdempotencyKeys::Table).and_where(over)).await?;
        }
        // What is over is taken as if it were not there.
        let insert = Query::insert()
            .into_table(IdempotencyKeys::Table)
            .columns([IdempotencyKeys::Id, IdempotencyKeys::Owner, IdempotencyKeys::Digest, IdempotencyKeys::ExpiresAt])
            .values_panic([
                claim.id().into(),
                claim.owner().into(),
                claim.digest().into(),
                (now() + millis(self.lease)).into(),
            ])
            .on_conflict(
                OnConflict::column(IdempotencyKeys::Id)
                    .update_columns([
                        IdempotencyKeys::Owner,
                        IdempotencyKeys::Digest,
                        IdempotencyKeys::ExpiresAt,
                        IdempotencyKeys::Response,
                    ])
                    .action_and_where(Expr::col((IdempotencyKeys::Table, IdempotencyKeys::ExpiresAt)).lte(now()))
                    .to_owned(),
            )
            .to_owned();
        if self.database.execute(&insert).await? == 1 {
            return Ok(ClaimResult::Acquired);
        }
        let select = Query::select()
            .columns([IdempotencyKeys::Digest, IdempotencyKeys::Response])
            .from(IdempotencyKeys::Table)
            .and_where(Expr::col(IdempotencyKeys::Id).eq(claim.id()))
            .to_owned();
        let taken = |digest, answer| ClaimResult::Existing { digest, response: answer };
        // Given back in this moment: whoever waits looks again.
        let Some(row) = self.database.fetch_optional(&select).await? else {
            return Ok(taken(claim.digest().to_owned(), None));
        };
        let answer: Option<String> = row.try_get("answer")?;
        Ok(taken(row.try_get("digest")?, answer.as_deref().map(StoredResponse::from_json).transpose()?))
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
        answer: &'a StoredResponse,
    ) -> BoxFuture<'a, Result<bool, StoreError>> {
        Box::pin(self.update_one(store_response(claim, answer)))
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
    /// Commits together with the answer of the mutation that it is part of: what happened and what is told of it are stored together or
    /// not at all. Without a claim, it only commits.
    ///
    /// # Errors
    ///
    /// When the database refuses or is gone, or another call has taken the claim over; nothing has happened then, or the connection was
    /// lost at the very moment.
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
    ///     // … what happens …
    ///     transaction.commit_answer(IdempotencyClaim::of(&ctx), &title).await?;
    ///     Ok(title)
    /// }
    /// ```
    pub async fn commit_with_response(
        mut self,
        claim: Option<&IdempotencyClaim>,
        answer: &impl Serialize,
    ) -> Result<(), DbError> {
        let Some(claim) = claim else { return self.commit().await };
        let stored = StoredResponse::from_output(answer).map_err(|error| sqlx::Error::Encode(error.into()))?;
        if self.execute(&store_response(claim, &stored)).await? != 1 {
            return Err(sqlx::Error::AnyDriverError(ClaimLost.into()).into());
        }
        self.commit().await?;
        claim.mark_stored();
        Ok(())
    }
}

fn store_response(claim: &IdempotencyClaim, answer: &StoredResponse) -> UpdateStatement {
    extend_claim(claim, claim.ttl()).value(IdempotencyKeys::Response, answer.to_json()).to_owned()
}

/// Has a claim hold for a time more, where it is still its owner's.
fn extend_claim(claim: &IdempotencyClaim, time: Duration) -> UpdateStatement {
    Query::update()
        .table(IdempotencyKeys::Table)
        .value(IdempotencyKeys::ExpiresAt, now() + millis(time))
        .and_where(Expr::col(IdempotencyKeys::Id).eq(claim.id()))
        .and_where(Expr::col(IdempotencyKeys::Owner).eq(claim.owner()))
        .and_where(Expr::col(IdempotencyKeys::Response).is_null())
        .to_owned()
}

fn now() -> i64 {
    millis(SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default())
}

fn millis(time: Duration) -> i64 {
    i64::try_from(time.as_millis()).unwrap_or(i64::MAX / 2)
}
