//! Streams that last no longer than what was proved.

use std::time::{Duration, Instant};

use futures_core::stream::BoxStream;
use futures_util::{StreamExt, stream};

use crate::{
    CallError, Ctx, Event, FromCall,
    from_call::prove,
    procedure::{Outcome, Output},
};

/// What is needed to prove a proof again, and after which time.
type Kept<S> = Option<(Ctx<S>, Duration)>;

/// What is needed for `P`, where the call may stream and `P` does not hold for ever.
pub(crate) fn kept<S, P: FromCall<S>>(streams: bool, ctx: &Ctx<S>) -> Kept<S> {
    P::HOLDS.filter(|_| streams).map(|holds| (ctx.clone(), holds))
}

/// The outcome; a stream goes on while `P` holds.
pub(crate) fn held<S, P>(outcome: Outcome, kept: Kept<S>) -> Outcome
where
    S: Send + Sync + 'static,
    P: FromCall<S>,
{
    match (outcome?, kept) {
        (Output::Events(events), Some((ctx, holds))) => Ok(Output::Events(guarded::<S, P>(events, ctx, holds))),
        (output, ..) => Ok(output),
    }
}

/// Asks before an event goes out, so that no time is counted while nothing happens.
fn guarded<S, P>(
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
            if let Err(refused) = prove::<S, P>(&ctx).await {
                return Some((Err(refused), None));
            }
            proved = Instant::now();
        }
        Some((event, Some((events, ctx, proved))))
    })
    .boxed()
}
