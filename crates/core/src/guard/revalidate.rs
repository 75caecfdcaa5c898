//! Streams that last no longer than what was proved.

use std::time::{Duration, Instant};

use futures_core::stream::BoxStream;
use futures_util::{StreamExt, stream};

use super::{FromCall, authorize};
use crate::{CallError, CallOutput, CallResult, Ctx, Event};

/// What is needed to prove a proof again, and after which time.
type Revalidation<S> = Option<(Ctx<S>, Duration)>;

/// What is needed for `P`, where the call may stream and `P` does not hold for ever.
pub(crate) fn revalidation<S, P: FromCall<S>>(streams: bool, ctx: &Ctx<S>) -> Revalidation<S> {
    P::REVALIDATE_AFTER.filter(|_| streams).map(|holds| (ctx.clone(), holds))
}

/// The outcome; a stream goes on while `P` holds.
pub(crate) fn revalidate_stream<S, P>(outcome: CallResult, kept: Revalidation<S>) -> CallResult
where
    S: Send + Sync + 'static,
    P: FromCall<S>,
{
    match (outcome?, kept) {
        (CallOutput::Events(events), Some((ctx, holds))) => {
            Ok(CallOutput::Events(revalidate_events::<S, P>(events, ctx, holds)))
        }
        (output, ..) => Ok(output),
    }
}

/// Asks before an event goes out, so that no time is counted while nothing happens.
fn revalidate_events<S, P>(
    events: BoxStream<'static, Result<Event, CallError>>,
    ctx: Ctx<S>,
    holds: Duration,
) -> BoxStream<'static, Result<Event, CallError>>
where
    S: Send + Sync + 'static,
    P: FromCall<S>,
{
    stream::unfold(Some((events, ctx, Instant::now())), move |open| async move {
        let (mut events, ctx, mut proved) = open?;
        let event = events.next().await?;
        if proved.elapsed() >= holds {
            if let Err(refused) = authorize::<S, P>(&ctx).await {
                return Some((Err(refused), None));
            }
            proved = Instant::now();
        }
        Some((event, Some((events, ctx, proved))))
    })
    .boxed()
}
