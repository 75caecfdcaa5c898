//! Posts in the database. Whatever changes them tells so in the same transaction.

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
    failure::InternalError,
    schema::{Posts as Table, Users},
};

/// A notice on the board.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Post {
    /// Greater than the ids of all posts before it.
    pub id: String,
    /// One line.
    pub title: String,
    /// Plain text.
    pub body: String,
    /// Who wrote it.
    pub author: Author,
    /// When, in UTC (RFC 3339).
    pub created_at: DateTime<Utc>,
}

/// Who wrote a post.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Author {
    /// The account's id.
    pub id: String,
    /// The name at the time of reading.
    pub name: String,
}

/// The posts.
#[derive(Clone, Debug)]
pub struct Posts {
    database: Database,
    events: EventFeed,
}

/// Who wrote a post that is to be removed, before it is.
pub(super) enum RemoveResult {
    Removed,
    NotFound,
    NotAuthor,
}

impl Posts {
    pub(crate) fn new(database: Database) -> Posts {
        Posts { events: EventFeed::new(database.clone()), database }
    }

    /// What happens to the posts.
    pub fn events(&self) -> &EventFeed {
        &self.events
    }

    /// Newest first.
    pub(super) async fn page(&self, cut: &PageRequest<'_>) -> Result<Page<Post>, PageError> {
        // Ids are UUIDs of version 7: ordered by time, and unique, which a time is not.
        let newest = Keyset::new("posts.list")
            .descending((Table::Table, Table::Id), |post: &Post| SortValue::from(post.id.as_str()));
        newest.page(&self.database, select(), cut, |row| Ok(post(row)?)).await
    }

    pub(super) async fn by_id(&self, id: &str) -> Result<Option<Post>, InternalError> {
        let row = self.database.fetch_optional(select().and_where(Expr::col((Table::Table, Table::Id)).eq(id))).await?;
        row.as_ref().map(post).transpose()
    }

    /// The id of the post of that author and title.
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

    /// Fails by a unique violation when the author has used the title. The post is there together with the answer of the call that made it.
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

    pub(super) async fn remove(&self, id: &str, may: impl FnOnce(&str) -> bool) -> Result<RemoveResult, InternalError> {
        let of_id = || Expr::col(Table::Id).eq(id);
        let mut transaction = self.database.begin().await?;
        let author = Query::select().column(Table::AuthorId).from(Table::Table).and_where(of_id()).to_owned();
        let Some(row) = transaction.fetch_optional(&author).await? else { return Ok(RemoveResult::NotFound) };
        if !may(row.try_get("author_id").map_err(DbError::from)?) {
            return Ok(RemoveResult::NotAuthor);
        }
        let delete = Query::delete().from_table(Table::Table).and_where(of_id()).to_owned();
        if transaction.execute(&delete).await? == 0 {
            return Ok(RemoveResult::NotFound);
        }
        let event = self.events.append(&mut transaction, PostEvent::Removed { id: id.to_owned() }).await?;
        transaction.commit().await?;
        self.events.publish(event);
        Ok(RemoveResult::Removed)
    }
}

/// Why there is no page.
#[derive(Debug, thiserror::Error, ProcedureError)]
pub(super) enum PageError {
    /// The cursor is not one of ours.
    #[error(transparent)]
    #[forward]
    Invalid(#[from] Invalid),
    /// Something failed inside.
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
    let text = |column: &str| row.try_get::<String, _>(column).map_err(DbError::from);
    let created: i64 = row.try_get("created_at").map_err(DbError::from)?;
    Ok(Post {
        id: text("id")?,
        title: text("title")?,
        body: text("body")?,
        author: Author { id: text("author_id")?, name: text("author_name")? },
        created_at: from_millis(created)?,
    })
}
