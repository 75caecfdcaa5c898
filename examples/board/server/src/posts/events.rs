//! What happens to the posts: kept in the database, told at once.

use isotype::prelude::*;
use isotype::sql::{Database, DbError, Transaction};
use sea_query::{Expr, ExprTrait, Order, Query};
use serde::{Deserialize, Serialize};
use sqlx::Row;
use tokio::sync::broadcast;

use super::Post;
use crate::{
    failure::InternalError,
    schema::{PostEventCounter, PostEvents as Table},
};

/// Something that happened on the board.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "type", rename_all = "camelCase")]
pub enum PostEvent {
    /// Somebody wrote a post.
    Created {
        /// The post, as it was then.
        post: Post,
    },
    /// A post is gone.
    Removed {
        /// Its id.
        id: String,
    },
}

/// An event and its place in the feed.
pub(super) type SequencedEvent = (i64, PostEvent);

/// The feed. Its numbers have no gaps and are in the order of commits, so that a number tells a reader whether it has missed one.
#[derive(Clone, Debug)]
pub struct EventFeed {
    database: Database,
    sender: broadcast::Sender<SequencedEvent>,
}

impl EventFeed {
    /// How many events a slow subscriber may be behind before it has to read the table.
    const CHANNEL_CAPACITY: usize = 256;
    /// How many rows are read at a time.
    const BATCH_SIZE: u64 = 256;

    pub(super) fn new(database: Database) -> EventFeed {
        EventFeed { database, sender: broadcast::channel(EventFeed::CHANNEL_CAPACITY).0 }
    }

    /// Adds an event to the feed. Others who add one wait until the transaction ends.
    pub(super) async fn append(
        &self,
        transaction: &mut Transaction,
        event: PostEvent,
    ) -> Result<SequencedEvent, InternalError> {
        let count = Query::update()
            .table(PostEventCounter::Table)
            .value(PostEventCounter::LastId, Expr::col(PostEventCounter::LastId).add(1_i64))
            .returning_col(PostEventCounter::LastId)
            .to_owned();
        let row = transaction.fetch_optional(&count).await?.ok_or(sqlx::Error::RowNotFound).map_err(DbError::from)?;
        let id: i64 = row.try_get("last").map_err(DbError::from)?;
        let insert = Query::insert()
            .into_table(Table::Table)
            .columns([Table::Id, Table::Data])
            .values_panic([id.into(), serde_json::to_string(&event)?.into()])
            .to_owned();
        transaction.execute(&insert).await?;
        Ok((id, event))
    }

    /// Tells this server's subscribers of an event that is committed.
    pub(super) fn publish(&self, event: SequencedEvent) {
        // Nobody may be listening.
        let _ = self.sender.send(event);
    }

    pub(super) fn subscribe(&self) -> broadcast::Receiver<SequencedEvent> {
        self.sender.subscribe()
    }

    /// The number of the last event.
    pub(super) async fn last_id(&self) -> Result<i64, DbError> {
        let select = Query::select().column(PostEventCounter::LastId).from(PostEventCounter::Table).to_owned();
        let row = self.database.fetch_optional(&select).await?.ok_or(sqlx::Error::RowNotFound)?;
        Ok(row.try_get("last")?)
    }

    /// The next events behind a number.
    pub(super) async fn events_after(&self, id: i64) -> Result<Vec<SequencedEvent>, InternalError> {
        let select = Query::select()
            .columns([Table::Id, Table::Data])
            .from(Table::Table)
            .and_where(Expr::col(Table::Id).gt(id))
            .order_by(Table::Id, Order::Asc)
            .limit(EventFeed::BATCH_SIZE)
            .to_owned();
        let rows = self.database.fetch_all(&select).await?;
        let events = rows.iter().map(|row| {
            let data: String = row.try_get("data").map_err(DbError::from)?;
            Ok((row.try_get("id").map_err(DbError::from)?, serde_json::from_str(&data)?))
        });
        events.collect()
    }
}
