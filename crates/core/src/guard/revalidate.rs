//! Re-evaluation of guards while a stream stays open.

use std::time::{Duration, Instant};

use futures_core::stream::BoxStream;
use futures_util::{StreamExt, stream};

use super::{FromCall, authorize};
use crate::{CallError, CallOutput, CallResult, Ctx, Event};

/// Context and interval for re-evaluating a guard.
type Revalidation<S> = Option<(Ctx<S>, Duration)>;

/// Returns the context and interval for re-evaluating `P`, if the call may stream and `P` has an interval.
pub(crate) fn revalidation<S, P: FromCall<S>>(is_streaming: bool, ctx: &Ctx<S>) -> Revalidation<S> {
    P::REVALIDATE_AFTER.filter(|_| is_streaming).map(|interval| (ctx.clone(), interval))
}

/// Re-evaluates `P` while a stream stays open.
pub(crate) fn revalidate_stream<S, P>(result: CallResult, revalidation: Revalidation<S>) -> CallResult
where
    S: Send + Sync + 'static,
    P: FromCall<S>,
{
    match (result?, revalidation) {
        (CallOutput::Events(events), Some((ctx, interval))) => {
            Ok(CallOutput::Events(revalidate_events::<S, P>(events, ctx, interval)))
        }
        (output, ..) => Ok(output),
    }
}

/// Re-evaluates the guard before an event is sent rather than on a timer, so that an idle stream costs nothing.
fn revalidate_events<S, P>(
    events: BoxStream<'static, Result<Event, CallError>>,
    ctx: Ctx<S>,
    interval: Duration,
) -> BoxStream<'static, Result<Event, CallError>>
where
    S: Send + Sync + 'static,
    P: FromCall<S>,
{
    stream::unfold(Some((events, ctx, Instant::now())), move |open| async move {
        let (mut events, ctx, mut authorized_at) = open?;
        let event = events.next().await?;
        if authorized_at.elapsed() >= interval {
            if let Err(error) = authorize::<S, P>(&ctx).await {
                return Some((Err(error), None));
            }
            authorized_at = Instant::now();
        }
        Some((event, Some((events, ctx, authorized_at))))
    })
    .boxed()
}
