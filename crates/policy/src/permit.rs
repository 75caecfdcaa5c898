//! Places that calls take. The semaphore is tokio's, as in tower's `limit::ConcurrencyLimit`; that service itself gives a place back when
//! its future ends, while here a stream keeps its place for as long as it is open.

use std::sync::Arc;

use futures_util::{FutureExt, StreamExt};
use isotype_core::{LayerOutcome, LayerOutput};
use tokio::sync::OwnedSemaphorePermit;

/// Keeps the place of a call until all that it gives is over.
pub(crate) fn attach_permit(outcome: LayerOutcome, place: OwnedSemaphorePermit) -> LayerOutcome {
    let place = Arc::new(place);
    outcome.map(|output| match output {
        LayerOutput::Events(events) => {
            let keep = move |event| {
                let _ = &place;
                event
            };
            LayerOutput::Events(events.map(keep).boxed())
        }
        LayerOutput::WithDeferred(buffer, members) => {
            let members = members.into_iter().map(|(key, value)| {
                let place = place.clone();
                let value = async move {
                    let value = value.await;
                    drop(place);
                    value
                };
                (key, value.boxed())
            });
            LayerOutput::WithDeferred(buffer, members.collect())
        }
        output => output,
    })
}
