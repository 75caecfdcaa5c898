//! Families of refresh tokens.

use std::time::SystemTime;

use isotype_auth::{Family, RefreshStore};
use sea_query::{Expr, ExprTrait, Iden, Query};
use sqlx::{Row, any::AnyRow};

use super::time::{from_millis, to_millis};
use crate::{Database, DbError};

/// Families of refresh tokens in the table `refresh_families`, which [`UP`](SqlFamilies::UP) makes.
///
/// # Example
///
/// ```
/// use isotype_auth::{RefreshTokens, Rotation, Secret};
/// use isotype_sql::{Database, Migrations, auth::SqlFamilies};
///
/// # tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(async {
/// let database = Database::open("sqlite::memory:").await?;
/// Migrations::new().step("refresh", SqlFamilies::UP, SqlFamilies::DOWN).up(&database).await?;
/// let tokens = RefreshTokens::new(SqlFamilies::new(&database), &Secret::random()?);
/// assert!(matches!(tokens.rotate("made up").await?, Rotation::Unknown));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// # })?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct SqlFamilies(Database);

#[derive(Clone, Copy, Iden)]
enum RefreshFamilies {
    Table,
    Id,
    Subject,
    CurrentDigest,
    PreviousDigest,
    RotatedAt,
    ExpiresAt,
}

use RefreshFamilies as Column;

const COLUMNS: [Column; 6] =
    [Column::Id, Column::Subject, Column::CurrentDigest, Column::PreviousDigest, Column::RotatedAt, Column::ExpiresAt];

impl SqlFamilies {
    /// The step of a schema that makes the table.
    pub const UP: &'static str = "CREATE TABLE refresh_families (
    id TEXT NOT NULL PRIMARY KEY,
    subject TEXT NOT NULL,
    current_digest TEXT NOT NULL,
    previous_digest TEXT,
    rotated_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX refresh_families_subject ON refresh_families (subject);
CREATE INDEX refresh_families_expires_at ON refresh_families (expires_at);";

    /// The way back.
    pub const DOWN: &'static str = "DROP TABLE refresh_families;";

    /// Those of a database.
    pub fn new(database: &Database) -> SqlFamilies {
        SqlFamilies(database.clone())
    }

    async fn remove_where(&self, condition: Expr) -> Result<(), DbError> {
        self.0.run(&Query::delete().from_table(Column::Table).and_where(condition).to_owned()).await.map(drop)
    }
}

impl RefreshStore for SqlFamilies {
    type Error = DbError;

    async fn insert(&self, family: Family) -> Result<(), DbError> {
        let insert = Query::insert()
            .into_table(Column::Table)
            .columns(COLUMNS)
            .values_panic([
                family.id.into(),
                family.subject.into(),
                family.current.into(),
                family.previous.into(),
                to_millis(family.rotated).into(),
                to_millis(family.expires).into(),
            ])
            .to_owned();
        self.0.run(&insert).await.map(drop)
    }

    async fn find(&self, id: &str) -> Result<Option<Family>, DbError> {
        let select =
            Query::select().columns(COLUMNS).from(Column::Table).and_where(Expr::col(Column::Id).eq(id)).to_owned();
        self.0.first(&select).await?.as_ref().map(family).transpose()
    }

    async fn replace(&self, current: &str, next: Family) -> Result<bool, DbError> {
        let update = Query::update()
            .table(Column::Table)
            .values([
                (Column::CurrentDigest, next.current.into()),
                (Column::PreviousDigest, next.previous.into()),
                (Column::RotatedAt, to_millis(next.rotated).into()),
                (Column::ExpiresAt, to_millis(next.expires).into()),
            ])
            .and_where(Expr::col(Column::Id).eq(next.id))
            .and_where(Expr::col(Column::CurrentDigest).eq(current))
            .to_owned();
        Ok(self.0.run(&update).await? == 1)
    }

    async fn remove(&self, id: &str) -> Result<(), DbError> {
        self.remove_where(Expr::col(Column::Id).eq(id)).await
    }

    async fn remove_of(&self, subject: &str) -> Result<(), DbError> {
        self.remove_where(Expr::col(Column::Subject).eq(subject)).await
    }

    async fn remove_expired(&self, before: SystemTime) -> Result<(), DbError> {
        self.remove_where(Expr::col(Column::ExpiresAt).lte(to_millis(before))).await
    }
}

fn family(row: &AnyRow) -> Result<Family, DbError> {
    Ok(Family {
        id: row.try_get("id")?,
        subject: row.try_get("subject")?,
        current: row.try_get("current_digest")?,
        previous: row.try_get("previous_digest")?,
        rotated: from_millis(row.try_get("rotated_at")?),
        expires: from_millis(row.try_get("expires_at")?),
    })
}
