//! Storage of posts. Each change appends its event in the same transaction.

use chrono::{DateTime, Utc};
use isotype::sql::{Database, DbError, Keyset, Page, PageRequest, SortValue};
use sea_query::{Alias, Expr, ExprTrait, Query, SelectStatement};
use serde::{Deserialize, Serialize};
use sqlx::{Row, any::AnyRow};
use uuid::Uuid;

use isotype::{policy::IdempotencyClaim, prelude::*};

use super::{EventFeed, PostEvent};
use crate::{
    app::{from_millis, now_millis},
    auth::User,
    internal_error::InternalError,
    schema::{Posts as Table, Users},
};

/// Post on the board.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Post {
    /// Id of the post. Ids of later posts sort after it.
    pub id: String,
    /// Title in plain text.
    pub title: String,
    /// Body in plain text.
    pub body: String,
    /// Author of the post.
    pub author: Author,
    /// Time of creation, in UTC (RFC 3339).
    pub created_at: DateTime<Utc>,
}

/// Author of a post.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Author {
    /// Id of the account.
    pub id: String,
    /// Current name of the account.
    pub name: String,
}

/// Posts in the database.
#[derive(Clone, Debug)]
pub struct Posts {
    database: Database,
    events: EventFeed,
}

/// Result of [`Posts::remove`].
pub(super) enum RemoveResult {
    Removed,
    NotFound,
    NotAuthor,
}

impl Posts {
    pub(crate) fn new(database: Database) -> Posts {
        Posts { events: EventFeed::new(database.clone()), database }
    }

    /// Returns the feed of post events.
    pub fn events(&self) -> &EventFeed {
        &self.events
    }

    /// Returns a page of posts, newest first.
    pub(super) async fn page(&self, request: &PageRequest<'_>) -> Result<Page<Post>, PageError> {
        // Ids are UUIDs of version 7: they sort by time and, unlike times, are unique.
        let newest = Keyset::new("posts.list")
            .descending((Table::Table, Table::Id), |post: &Post| SortValue::from(post.id.as_str()));
        newest.page(&self.database, select(), request, |row| Ok(post(row)?)).await
    }

    /// Returns the post with the given id.
    pub(super) async fn by_id(&self, id: &str) -> Result<Option<Post>, InternalError> {
        let row = self.database.fetch_optional(select().and_where(Expr::col((Table::Table, Table::Id)).eq(id))).await?;
        row.as_ref().map(post).transpose()
    }

    /// Returns the id of an author's post with the given title.
    pub(super) async fn find_by_title(&self, author: &str, title: &str) -> Result<Option<String>, DbError> {
        let select = Query::select()
            .column(Table::Id)
            .from(Table::Table)
            .and_where(Expr::col(Table::AuthorId).eq(author))
            .and_where(Expr::col(Table::Title).eq(title))
            .to_owned();
        let row = self.database.fetch_optional(&select).await?;
        row.map(|row| Ok(row.try_get("id")?)).transpose()
    }

    /// Inserts a post, its event, and the stored response of the idempotency claim in one transaction.
    ///
    /// Fails with a unique violation if the author already has a post with this title.
    pub(super) async fn insert(
        &self,
        author: &User,
        title: &str,
        body: &str,
        claim: Option<&IdempotencyClaim>,
    ) -> Result<Post, InternalError> {
        let created = now_millis();
        let post = Post {
            id: Uuid::now_v7().to_string(),
            title: title.to_owned(),
            body: body.to_owned(),
            author: Author { id: author.id.clone(), name: author.name.clone() },
            created_at: from_millis(created)?,
        };
        let insert = Query::insert()
            .into_table(Table::Table)
            .columns([Table::Id, Table::AuthorId, Table::Title, Table::Body, Table::CreatedAt])
            .values_panic([
                post.id.as_str().into(),
                author.id.as_str().into(),
                title.into(),
                body.into(),
                created.into(),
            ])
            .to_owned();
        let mut transaction = self.database.begin().await?;
        transaction.execute(&insert).await?;
        let event = self.events.append(&mut transaction, PostEvent::Created { post: post.clone() }).await?;
        transaction.commit_with_response(claim, &post).await?;
        self.events.publish(event);
        Ok(post)
    }

    /// Removes a post if `is_allowed` returns `true` for the id of its author.
    pub(super) async fn remove(
        &self,
        id: &str,
        is_allowed: impl FnOnce(&str) -> bool,
    ) -> Result<RemoveResult, InternalError> {
        let has_id = || Expr::col(Table::Id).eq(id);
        let mut transaction = self.database.begin().await?;
        let author = Query::select().column(Table::AuthorId).from(Table::Table).and_where(has_id()).to_owned();
        let Some(row) = transaction.fetch_optional(&author).await? else { return Ok(RemoveResult::NotFound) };
        if !is_allowed(row.try_get("author_id").map_err(DbError::from)?) {
            return Ok(RemoveResult::NotAuthor);
        }
        let delete = Query::delete().from_table(Table::Table).and_where(has_id()).to_owned();
        if transaction.execute(&delete).await? == 0 {
            return Ok(RemoveResult::NotFound);
        }
        let event = self.events.append(&mut transaction, PostEvent::Removed { id: id.to_owned() }).await?;
        transaction.commit().await?;
        self.events.publish(event);
        Ok(RemoveResult::Removed)
    }
}

/// Error of `posts.list`.
#[derive(Debug, thiserror::Error, ProcedureError)]
pub(super) enum PageError {
    /// Invalid cursor.
    #[error(transparent)]
    #[forward]
    Invalid(#[from] Invalid),
    /// Internal error.
    #[error(transparent)]
    #[forward]
    Internal(#[from] InternalError),
}

impl From<DbError> for PageError {
    fn from(error: DbError) -> PageError {
        InternalError::from(error).into()
    }
}

fn select() -> SelectStatement {
    Query::select()
        .columns(
            [Table::Id, Table::AuthorId, Table::Title, Table::Body, Table::CreatedAt]
                .map(|column| (Table::Table, column)),
        )
        .expr_as(Expr::col((Users::Table, Users::Name)), Alias::new("author_name"))
        .from(Table::Table)
        .inner_join(Users::Table, Expr::col((Users::Table, Users::Id)).equals((Table::Table, Table::AuthorId)))
        .to_owned()
}

fn post(row: &AnyRow) -> Result<Post, InternalError> {
    let string = |column: &str| row.try_get::<String, _>(column).map_err(DbError::from);
    let created: i64 = row.try_get("created_at").map_err(DbError::from)?;
    Ok(Post {
        id: string("id")?,
        title: string("title")?,
        body: string("body")?,
        author: Author { id: string("author_id")?, name: string("author_name")? },
        created_at: from_millis(created)?,
    })
}
