//! Feed of post events, stored in the database and published to subscribers.

use isotype::prelude::*;
use isotype::sql::{Database, DbError, Transaction};
use sea_query::{Expr, ExprTrait, Order, Query};
use serde::{Deserialize, Serialize};
use sqlx::Row;
use tokio::sync::broadcast;

use super::Post;
use crate::{
    internal_error::InternalError,
    schema::{PostEventCounter, PostEvents as Table},
};

/// Change to the board's posts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "type", rename_all = "camelCase")]
pub enum PostEvent {
    /// A post was created.
    Created {
        /// The post at the time of its creation.
        post: Post,
    },
    /// A post was removed.
    Removed {
        /// Id of the removed post.
        id: String,
    },
}

/// Event and its id in the feed.
pub(super) type SequencedEvent = (i64, PostEvent);

/// Feed of post events.
///
/// Event ids increase by one in the order of commits, so that a subscriber detects missed events by a gap.
#[derive(Clone, Debug)]
pub struct EventFeed {
    database: Database,
    sender: broadcast::Sender<SequencedEvent>,
}

impl EventFeed {
    /// Number of events that a slow subscriber can be behind before it has to read the table.
    const CHANNEL_CAPACITY: usize = 256;
    /// Maximum number of events per query.
    const BATCH_SIZE: u64 = 256;

    pub(super) fn new(database: Database) -> EventFeed {
        EventFeed { database, sender: broadcast::channel(EventFeed::CHANNEL_CAPACITY).0 }
    }

    /// Appends an event to the feed. Other transactions that append an event wait until this one ends.
    pub(super) async fn append(
        &self,
        transaction: &mut Transaction,
        event: PostEvent,
    ) -> Result<SequencedEvent, InternalError> {
        let increment = Query::update()
            .table(PostEventCounter::Table)
            .value(PostEventCounter::LastId, Expr::col(PostEventCounter::LastId).add(1_i64))
            .returning_col(PostEventCounter::LastId)
            .to_owned();
        let row = transaction.fetch_optional(&increment).await?;
        let row = row.ok_or(sqlx::Error::RowNotFound).map_err(DbError::from)?;
        let id: i64 = row.try_get("last_id").map_err(DbError::from)?;
        let insert = Query::insert()
            .into_table(Table::Table)
            .columns([Table::Id, Table::Data])
            .values_panic([id.into(), serde_json::to_string(&event)?.into()])
            .to_owned();
        transaction.execute(&insert).await?;
        Ok((id, event))
    }

    /// Publishes a committed event to the subscribers of this process.
    pub(super) fn publish(&self, event: SequencedEvent) {
        // Sending fails only if there are no subscribers.
        let _ = self.sender.send(event);
    }

    pub(super) fn subscribe(&self) -> broadcast::Receiver<SequencedEvent> {
        self.sender.subscribe()
    }

    /// Returns the id of the last event, or 0 if there is none.
    pub(super) async fn last_id(&self) -> Result<i64, DbError> {
        let select = Query::select().column(PostEventCounter::LastId).from(PostEventCounter::Table).to_owned();
        let row = self.database.fetch_optional(&select).await?.ok_or(sqlx::Error::RowNotFound)?;
        Ok(row.try_get("last_id")?)
    }

    /// Returns the events after the given id, at most [`BATCH_SIZE`](Self::BATCH_SIZE) of them.
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
