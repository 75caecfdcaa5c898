//! SQL session store.

use std::time::SystemTime;

use isotype_auth::{Session, SessionStore};
use sea_query::{Expr, ExprTrait, Iden, Query};
use sqlx::{Row, any::AnyRow};

use super::time::{from_millis, to_millis};
use crate::{Database, DbError};

/// Session store backed by a SQLite or PostgreSQL table.
///
/// The table is `isotype_sessions`; [`UP`](SqlSessionStore::UP) creates it.
///
/// # Example
///
/// ```
/// use isotype_auth::{SessionStore, Sessions};
/// use isotype_sql::{Database, Migrations, auth::SqlSessionStore};
///
/// # tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(async {
/// let database = Database::open("sqlite::memory:").await?;
/// Migrations::new().step("sessions", SqlSessionStore::UP, SqlSessionStore::DOWN).up(&database).await?;
/// let sessions = Sessions::new(SqlSessionStore::new(&database));
/// assert!(SqlSessionStore::new(&database).find("unknown").await?.is_none());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// # })?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct SqlSessionStore(Database);

#[derive(Clone, Copy, Iden)]
enum Sessions {
    #[iden = "isotype_sessions"]
    Table,
    Id,
    Subject,
    CreatedAt,
    LastSeenAt,
}

use Sessions as Column;

const COLUMNS: [Column; 4] = [Column::Id, Column::Subject, Column::CreatedAt, Column::LastSeenAt];

impl SqlSessionStore {
    /// SQL that creates the table, for [`Migrations::step`](crate::Migrations::step).
    pub const UP: &'static str = "CREATE TABLE isotype_sessions (
    id TEXT NOT NULL PRIMARY KEY,
    subject TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    last_seen_at BIGINT NOT NULL
);
CREATE INDEX isotype_sessions_subject ON isotype_sessions (subject);
CREATE INDEX isotype_sessions_created_at ON isotype_sessions (created_at);
CREATE INDEX isotype_sessions_last_seen_at ON isotype_sessions (last_seen_at);";

    /// SQL that drops the table.
    pub const DOWN: &'static str = "DROP TABLE isotype_sessions;";

    /// Creates a session store backed by `database`.
    pub fn new(database: &Database) -> SqlSessionStore {
        SqlSessionStore(database.clone())
    }

    async fn remove_where(&self, condition: Expr) -> Result<(), DbError> {
        self.0.execute(&Query::delete().from_table(Column::Table).and_where(condition).to_owned()).await.map(drop)
    }
}

impl SessionStore for SqlSessionStore {
    type Error = DbError;

    async fn insert(&self, session: Session) -> Result<(), DbError> {
        let insert = Query::insert()
            .into_table(Column::Table)
            .columns(COLUMNS)
            .values_panic([
                session.id.into(),
                session.subject.into(),
                to_millis(session.created_at).into(),
                to_millis(session.last_seen_at).into(),
            ])
            .to_owned();
        self.0.execute(&insert).await.map(drop)
    }

    async fn find(&self, id: &str) -> Result<Option<Session>, DbError> {
        let select =
            Query::select().columns(COLUMNS).from(Column::Table).and_where(Expr::col(Column::Id).eq(id)).to_owned();
        self.0.fetch_optional(&select).await?.as_ref().map(session).transpose()
    }

    async fn touch(&self, id: &str, last_seen_at: SystemTime) -> Result<(), DbError> {
        let update = Query::update()
            .table(Column::Table)
            .value(Column::LastSeenAt, to_millis(last_seen_at))
            .and_where(Expr::col(Column::Id).eq(id))
            .to_owned();
        self.0.execute(&update).await.map(drop)
    }

    async fn remove(&self, id: &str) -> Result<(), DbError> {
        self.remove_where(Expr::col(Column::Id).eq(id)).await
    }

    async fn remove_by_subject(&self, subject: &str) -> Result<(), DbError> {
        self.remove_where(Expr::col(Column::Subject).eq(subject)).await
    }

    async fn remove_expired(&self, created_before: SystemTime, seen_before: SystemTime) -> Result<(), DbError> {
        let is_too_old = Expr::col(Column::CreatedAt).lte(to_millis(created_before));
        let is_idle = Expr::col(Column::LastSeenAt).lte(to_millis(seen_before));
        self.remove_where(is_too_old.or(is_idle)).await
    }
}

fn session(row: &AnyRow) -> Result<Session, DbError> {
    Ok(Session {
        id: row.try_get("id")?,
        subject: row.try_get("subject")?,
        created_at: from_millis(row.try_get("created_at")?),
        last_seen_at: from_millis(row.try_get("last_seen_at")?),
    })
}
