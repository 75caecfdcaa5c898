//! Subscription to post events.

use std::time::Duration;

use async_stream::try_stream;
use futures_util::Stream;
use isotype::prelude::*;
use isotype::sql::DbError;
use tokio::{sync::broadcast::Receiver, time::timeout};

use super::{EventFeed, PostEvent, events::SequencedEvent};
use crate::{App, auth::OptionalUser, internal_error::InternalError};

/// Interval at which a subscription polls the table for events of other servers that share the database.
const POLL_INTERVAL: Duration = Duration::from_secs(5);

/// Error of `posts.watch`.
#[derive(Debug, thiserror::Error, ProcedureError)]
pub(super) enum WatchError {
    /// Last event id that is not an id of this feed.
    #[error("invalid last event id: expected a non-negative integer; omit it to start with the next event")]
    #[code(BadRequest)]
    UnknownEvent,
    /// Internal error.
    #[error(transparent)]
    #[forward]
    Internal(#[from] InternalError),
}

impl From<DbError> for WatchError {
    fn from(error: DbError) -> Self {
        InternalError::from(error).into()
    }
}

/// Streams an event for each post that is created or removed.
///
/// Starts with the first event after the call, or after the subscriber's last event id.
#[procedure]
pub(super) fn watch(
    ctx: Ctx<App, OptionalUser>,
    _: (),
) -> impl Stream<Item = Result<Tracked<PostEvent>, WatchError>> + Send + 'static {
    let last_event_id = ctx.last_event_id().map(str::to_owned);
    let events = ctx.state().posts.events().clone();
    // Subscribes before the `connected` event is sent, so that the client receives events of everything it does afterwards.
    let mut receiver = events.subscribe();
    try_stream! {
        let mut last = start_id(&events, &mut receiver, last_event_id).await?;
        loop {
            loop {
                let missed = events.events_after(last).await?;
                if missed.is_empty() {
                    break;
                }
                for (id, event) in missed {
                    last = id;
                    yield Tracked::new(id.to_string(), event);
                }
            }
            loop {
                match timeout(POLL_INTERVAL, receiver.recv()).await {
                    Ok(Ok((id, _))) if id <= last => {}
                    Ok(Ok((id, event))) if id == last + 1 => {
                        last = id;
                        yield Tracked::new(id.to_string(), event);
                    }
                    // After a gap, a lag or the poll interval, the table has the next events.
                    _ => break,
                }
            }
        }
    }
}

/// Returns the id after which the subscription starts.
async fn start_id(
    events: &EventFeed,
    receiver: &mut Receiver<SequencedEvent>,
    last_event_id: Option<String>,
) -> Result<i64, WatchError> {
    let last = events.last_id().await?;
    match last_event_id.map(|id| id.parse()) {
        // Events published since the call belong to the subscription, although the table contains them already.
        None => Ok(receiver.try_recv().map_or(last, |(first, _)| last.min(first - 1))),
        // The id is from an earlier feed, such as one in memory before a restart: the client has no event of this one.
        Some(Ok(id)) if id > last => Ok(0),
        Some(Ok(id)) if id >= 0 => Ok(id),
        Some(_) => Err(WatchError::UnknownEvent),
    }
}
