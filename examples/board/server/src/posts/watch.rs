//! The live feed.

use std::time::Duration;

use async_stream::try_stream;
use futures_util::Stream;
use isotype::prelude::*;
use isotype::sql::DbError;
use tokio::{sync::broadcast::Receiver, time::timeout};

use super::{EventFeed, PostEvent, events::SequencedEvent};
use crate::{App, auth::OptionalUser, failure::InternalError};

/// How long to wait for this server's events before looking for those of another server on the same database.
const POLL_INTERVAL: Duration = Duration::from_secs(5);

/// Why the feed does not go on.
#[derive(Debug, thiserror::Error, ProcedureError)]
pub(super) enum WatchError {
    /// The id to resume from is none of this feed's.
    #[error("the id of the last event is a number; leave it out to begin with the next event")]
    #[code(BadRequest)]
    UnknownEvent,
    /// Something failed inside.
    #[error(transparent)]
    #[forward]
    Internal(#[from] InternalError),
}

impl From<DbError> for WatchError {
    fn from(error: DbError) -> Self {
        InternalError::from(error).into()
    }
}

/// Tells of each post that is written or removed, from now on, or from the last event that the subscriber has seen.
#[procedure]
pub(super) fn watch(
    ctx: Ctx<App, OptionalUser>,
    _: (),
) -> impl Stream<Item = Result<Tracked<PostEvent>, WatchError>> + Send + 'static {
    let seen = ctx.last_event_id().map(str::to_owned);
    let events = ctx.state().posts.events().clone();
    // Listening begins with the call, before the subscriber is told that it is connected: what it does next it will hear of.
    let mut live = events.subscribe();
    try_stream! {
        let mut last = start_id(&events, &mut live, seen).await?;
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
                match timeout(POLL_INTERVAL, live.recv()).await {
                    Ok(Ok((id, _))) if id <= last => {}
                    Ok(Ok((id, event))) if id == last + 1 => {
                        last = id;
                        yield Tracked::new(id.to_string(), event);
                    }
                    // A gap, too slow a subscriber, or a while without news: the table knows.
                    _ => break,
                }
            }
        }
    }
}

/// The number behind which to begin.
async fn start_id(
    events: &EventFeed,
    live: &mut Receiver<SequencedEvent>,
    seen: Option<String>,
) -> Result<i64, WatchError> {
    let last = events.last_id().await?;
    match seen.map(|seen| seen.parse()) {
        // What has been told since the call is news, though the table has it already.
        None => Ok(live.try_recv().map_or(last, |(first, _)| last.min(first - 1))),
        // From a feed that is gone, such as one in memory before a restart: everything in this one is news.
        Some(Ok(seen)) if seen > last => Ok(0),
        Some(Ok(seen)) if seen >= 0 => Ok(seen),
        Some(_) => Err(WatchError::UnknownEvent),
    }
}
