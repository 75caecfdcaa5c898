//! The answers of mutations, by their idempotency keys.

use std::{
    sync::atomic::{AtomicU32, Ordering},
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use futures_util::future::BoxFuture;
use isotype_policy::{Answers, Claim, Found, StoreError, Stored};
use sea_query::{Expr, ExprTrait, Iden, OnConflict, Query, UpdateStatement};
use serde::Serialize;
use sqlx::Row;

use crate::{Database, DbError, Transaction, error::Lost};

/// One claim in so many throws away what is over.
const SWEEP: u32 = 512;

#[derive(Clone, Copy, Iden)]
#[iden = "isotype_answers"]
enum Table {
    #[iden = "isotype_answers"]
    Itself,
    Id,
    Owner,
    Digest,
    Until,
    Answer,
}

/// Stores answers beside what they are about, in SQLite or PostgreSQL: several processes share them, and a mutation that commits by
/// [`Transaction::commit_answer`] takes effect exactly once, whenever its process ends.
///
/// Time is told by the clocks of the processes, which must not differ by more than a fraction of the lease.
///
/// # Example
///
/// ```
/// use isotype_sql::{Migrations, SqlAnswers};
///
/// let migrations = Migrations::new().step("answers", SqlAnswers::UP, SqlAnswers::DOWN);
/// ```
#[derive(Debug)]
pub struct SqlAnswers {
    database: Database,
    lease: Duration,
    claims: AtomicU32,
}

impl SqlAnswers {
    /// A step of [`Migrations`](crate::Migrations) to the table that it needs.
    pub const UP: &str = "\
CREATE TABLE isotype_answers (id TEXT PRIMARY KEY, owner TEXT NOT NULL, digest TEXT NOT NULL, until BIGINT NOT NULL, answer TEXT);
CREATE INDEX isotype_answers_until ON isotype_answers (until)";

    /// The way back.
    pub const DOWN: &str = "DROP TABLE isotype_answers";

    /// In this database.
    pub fn new(database: Database) -> SqlAnswers {
        SqlAnswers { database, lease: Duration::from_secs(10), claims: AtomicU32::new(0) }
    }

    /// How long a claim holds that its process does not renew: so long a repeated call waits after a process was killed. Default: 10 s.
    #[must_use]
    pub fn with_lease(self, lease: Duration) -> SqlAnswers {
        SqlAnswers { lease, ..self }
    }

    async fn take(&self, claim: &Claim) -> Result<Found, StoreError> {
        if self.claims.fetch_add(1, Ordering::Relaxed) % SWEEP == SWEEP - 1 {
            let over = Expr::col(Table::Until).lte(now());
            self.database.run(Query::delete().from_table(Table::Itself).and_where(over)).await?;
        }
        // What is over is taken as if it were not there.
        let insert = Query::insert()
            .into_table(Table::Itself)
            .columns([Table::Id, Table::Owner, Table::Digest, Table::Until])
            .values_panic([
                claim.id().into(),
                claim.owner().into(),
                claim.digest().into(),
                (now() + millis(self.lease)).into(),
            ])
            .on_conflict(
                OnConflict::column(Table::Id)
                    .update_columns([Table::Owner, Table::Digest, Table::Until, Table::Answer])
                    .action_and_where(Expr::col((Table::Itself, Table::Until)).lte(now()))
                    .to_owned(),
            )
            .to_owned();
        if self.database.run(&insert).await? == 1 {
            return Ok(Found::Nothing);
        }
        let select = Query::select()
            .columns([Table::Digest, Table::Answer])
            .from(Table::Itself)
            .and_where(Expr::col(Table::Id).eq(claim.id()))
            .to_owned();
        let taken = |digest, answer| Found::Taken { digest, answer };
        // Given back in this moment: whoever waits looks again.
        let Some(row) = self.database.first(&select).await? else { return Ok(taken(claim.digest().to_owned(), None)) };
        let answer: Option<String> = row.try_get("answer")?;
        Ok(taken(row.try_get("digest")?, answer.as_deref().map(Stored::from_text).transpose()?))
    }

    async fn run(&self, update: UpdateStatement) -> Result<bool, StoreError> {
        Ok(self.database.run(&update).await? == 1)
    }
}

impl Answers for SqlAnswers {
    fn lease(&self) -> Duration {
        self.lease
    }

    fn claim<'a>(&'a self, claim: &'a Claim) -> BoxFuture<'a, Result<Found, StoreError>> {
        Box::pin(self.take(claim))
    }

    fn renew<'a>(&'a self, claim: &'a Claim) -> BoxFuture<'a, Result<bool, StoreError>> {
        Box::pin(self.run(held(claim, self.lease)))
    }

    fn keep<'a>(&'a self, claim: &'a Claim, answer: &'a Stored) -> BoxFuture<'a, Result<bool, StoreError>> {
        Box::pin(self.run(answered(claim, answer)))
    }

    fn release<'a>(&'a self, claim: &'a Claim) -> BoxFuture<'a, Result<bool, StoreError>> {
        Box::pin(async {
            let mut delete = Query::delete().from_table(Table::Itself).to_owned();
            delete.and_where(Expr::col(Table::Id).eq(claim.id()));
            delete.and_where(Expr::col(Table::Owner).eq(claim.owner())).and_where(Expr::col(Table::Answer).is_null());
            Ok(self.database.run(&delete).await? == 1)
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
    /// use isotype_policy::Claim;
    /// use isotype_sql::{Database, DbError};
    ///
    /// async fn create(ctx: Ctx<Database>, title: String) -> Result<String, DbError> {
    ///     let transaction = ctx.state().begin().await?;
    ///     // … what happens …
    ///     transaction.commit_answer(Claim::of(&ctx), &title).await?;
    ///     Ok(title)
    /// }
    /// ```
    pub async fn commit_answer(mut self, claim: Option<&Claim>, answer: &impl Serialize) -> Result<(), DbError> {
        let Some(claim) = claim else { return self.commit().await };
        let stored = Stored::of(answer).map_err(|error| sqlx::Error::Encode(error.into()))?;
        if self.run(&answered(claim, &stored)).await? != 1 {
            return Err(sqlx::Error::AnyDriverError(Lost.into()).into());
        }
        self.commit().await?;
        claim.set_kept();
        Ok(())
    }
}

fn answered(claim: &Claim, answer: &Stored) -> UpdateStatement {
    held(claim, claim.keep()).value(Table::Answer, answer.to_text()).to_owned()
}

/// Has a claim hold for a time more, where it is still its owner's.
fn held(claim: &Claim, time: Duration) -> UpdateStatement {
    Query::update()
        .table(Table::Itself)
        .value(Table::Until, now() + millis(time))
        .and_where(Expr::col(Table::Id).eq(claim.id()))
        .and_where(Expr::col(Table::Owner).eq(claim.owner()))
        .and_where(Expr::col(Table::Answer).is_null())
        .to_owned()
}

fn now() -> i64 {
    millis(SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default())
}

fn millis(time: Duration) -> i64 {
    i64::try_from(time.as_millis()).unwrap_or(i64::MAX / 2)
}
