//! Semaphore permits that are held until a call's response is complete.

use std::sync::Arc;

use futures_util::{FutureExt, StreamExt};
use isotype_core::{CallOutput, CallResult};
use tokio::sync::OwnedSemaphorePermit;

/// Attaches a permit to a call's output. The permit is released when the output is complete or dropped.
///
/// tower's `ConcurrencyLimit` releases its permit with the response future, which would be too early for streams and
/// deferred fields.
pub(crate) fn attach_permit(outcome: CallResult, permit: OwnedSemaphorePermit) -> CallResult {
    let permit = Arc::new(permit);
    outcome.map(|output| match output {
        CallOutput::Events(events) => {
            let keep_permit = move |event| {
                let _ = &permit;
                event
            };
            CallOutput::Events(events.map(keep_permit).boxed())
        }
        CallOutput::WithDeferred(buffer, fields) => {
            let fields = fields.into_iter().map(|(key, value)| {
                let permit = permit.clone();
                let value = async move {
                    let value = value.await;
                    drop(permit);
                    value
                };
                (key, value.boxed())
            });
            CallOutput::WithDeferred(buffer, fields.collect())
        }
        output => output,
    })
}
