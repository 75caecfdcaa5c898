//! SQL refresh-token store.

use std::time::SystemTime;

use isotype_auth::{RefreshTokenStore, TokenFamily};
use sea_query::{Expr, ExprTrait, Iden, Query};
use sqlx::{Row, any::AnyRow};

use super::time::{from_millis, to_millis};
use crate::{Database, DbError};

/// Refresh-token store backed by a SQLite or PostgreSQL table.
///
/// The table is `isotype_refresh_token_families`; [`UP`](SqlRefreshTokenStore::UP) creates it.
///
/// # Example
///
/// ```
/// use isotype_auth::{RefreshTokens, Rotation, Secret};
/// use isotype_sql::{Database, Migrations, auth::SqlRefreshTokenStore};
///
/// # tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(async {
/// let database = Database::open("sqlite::memory:").await?;
/// Migrations::new().step("refresh tokens", SqlRefreshTokenStore::UP, SqlRefreshTokenStore::DOWN).up(&database).await?;
/// let tokens = RefreshTokens::new(SqlRefreshTokenStore::new(&database), &Secret::random()?);
/// assert!(matches!(tokens.rotate("unknown").await?, Rotation::Invalid));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// # })?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct SqlRefreshTokenStore(Database);

#[derive(Clone, Copy, Iden)]
enum RefreshTokenFamilies {
    #[iden = "isotype_refresh_token_families"]
    Table,
    Id,
    Subject,
    CurrentDigest,
    PreviousDigest,
    RotatedAt,
    ExpiresAt,
}

use RefreshTokenFamilies as Column;

const COLUMNS: [Column; 6] =
    [Column::Id, Column::Subject, Column::CurrentDigest, Column::PreviousDigest, Column::RotatedAt, Column::ExpiresAt];

impl SqlRefreshTokenStore {
    /// SQL that creates the table, for [`Migrations::step`](crate::Migrations::step).
    pub const UP: &'static str = "CREATE TABLE isotype_refresh_token_families (
    id TEXT NOT NULL PRIMARY KEY,
    subject TEXT NOT NULL,
    current_digest TEXT NOT NULL,
    previous_digest TEXT,
    rotated_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX isotype_refresh_token_families_subject ON isotype_refresh_token_families (subject);
CREATE INDEX isotype_refresh_token_families_expires_at ON isotype_refresh_token_families (expires_at);";

    /// SQL that drops the table.
    pub const DOWN: &'static str = "DROP TABLE isotype_refresh_token_families;";

    /// Creates a refresh-token store backed by `database`.
    pub fn new(database: &Database) -> SqlRefreshTokenStore {
        SqlRefreshTokenStore(database.clone())
    }

    async fn remove_where(&self, condition: Expr) -> Result<(), DbError> {
        self.0.execute(&Query::delete().from_table(Column::Table).and_where(condition).to_owned()).await.map(drop)
    }
}

impl RefreshTokenStore for SqlRefreshTokenStore {
    type Error = DbError;

    async fn insert(&self, family: TokenFamily) -> Result<(), DbError> {
        let insert = Query::insert()
            .into_table(Column::Table)
            .columns(COLUMNS)
            .values_panic([
                family.id.into(),
                family.subject.into(),
                family.current_digest.into(),
                family.previous_digest.into(),
                to_millis(family.rotated_at).into(),
                to_millis(family.expires_at).into(),
            ])
            .to_owned();
        self.0.execute(&insert).await.map(drop)
    }

    async fn find(&self, id: &str) -> Result<Option<TokenFamily>, DbError> {
        let select =
            Query::select().columns(COLUMNS).from(Column::Table).and_where(Expr::col(Column::Id).eq(id)).to_owned();
        self.0.fetch_optional(&select).await?.as_ref().map(family).transpose()
    }

    async fn replace(&self, current: &str, next: TokenFamily) -> Result<bool, DbError> {
        let update = Query::update()
            .table(Column::Table)
            .values([
                (Column::CurrentDigest, next.current_digest.into()),
                (Column::PreviousDigest, next.previous_digest.into()),
                (Column::RotatedAt, to_millis(next.rotated_at).into()),
                (Column::ExpiresAt, to_millis(next.expires_at).into()),
            ])
            .and_where(Expr::col(Column::Id).eq(next.id))
            .and_where(Expr::col(Column::CurrentDigest).eq(current))
            .to_owned();
        Ok(self.0.execute(&update).await? == 1)
    }

    async fn remove(&self, id: &str) -> Result<(), DbError> {
        self.remove_where(Expr::col(Column::Id).eq(id)).await
    }

    async fn remove_by_subject(&self, subject: &str) -> Result<(), DbError> {
        self.remove_where(Expr::col(Column::Subject).eq(subject)).await
    }

    async fn remove_expired(&self, before: SystemTime) -> Result<(), DbError> {
        self.remove_where(Expr::col(Column::ExpiresAt).lte(to_millis(before))).await
    }
}

fn family(row: &AnyRow) -> Result<TokenFamily, DbError> {
    Ok(TokenFamily {
        id: row.try_get("id")?,
        subject: row.try_get("subject")?,
        current_digest: row.try_get("current_digest")?,
        previous_digest: row.try_get("previous_digest")?,
        rotated_at: from_millis(row.try_get("rotated_at")?),
        expires_at: from_millis(row.try_get("expires_at")?),
    })
}
