//! Items of subscriptions and of streaming queries.

mod backpressure_metrics;
mod streaming;

use std::convert::Infallible;

use isotype_lowering::Type;
use serde::Serialize;

pub use backpressure_metrics::{BackpressureCounts, BackpressureMetrics, BackpressureRecorder};
pub use streaming::{Streaming, StreamingMarker};

use crate::{CallError, Event, ProcedureError, integers::IntegerCodec, output::serialize_output};

/// Stream item with an id, from which a subscriber can resume after a reconnect.
///
/// After a reconnect, [`Ctx::last_event_id`](crate::Ctx::last_event_id) returns the id of the last item that the
/// subscriber received.
///
/// # Example
///
/// ```
/// use futures_core::Stream;
/// use futures_util::stream;
/// use isotype_core::{Ctx, Router, Tracked};
///
/// fn count(ctx: Ctx<()>, _: ()) -> impl Stream<Item = Tracked<u32>> {
///     let last = ctx.last_event_id().and_then(|id| id.parse().ok()).unwrap_or(0);
///     stream::iter((last + 1..).map(|n| Tracked::new(n.to_string(), n)))
/// }
///
/// let api = Router::new().subscription("count", count);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tracked<T> {
    id: String,
    data: T,
}

impl<T> Tracked<T> {
    /// Creates an item with an id.
    ///
    /// The id must not be empty, and must not contain NUL or a line break (WHATWG HTML, section 9.2.6). Otherwise the
    /// subscription fails with an internal error.
    pub fn new(id: impl Into<String>, data: T) -> Tracked<T> {
        Tracked { id: id.into(), data }
    }
}

/// Item of a subscription: `T`, `Tracked<T>`, or a `Result` of either.
///
/// The marker `M` is inferred.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be yielded by a subscription",
    label = "not a `StreamItem`",
    note = "yield `T`, `Tracked<T>`, `Result<T, E>` or `Result<Tracked<T>, E>`, where `T` derives `serde::Serialize` and `isotype::Type`, and `E` derives `isotype::ProcedureError`"
)]
pub trait StreamItem<M>: Send + 'static {
    /// Data of the item.
    type Data: Serialize + Type;
    /// Error that ends the stream.
    type Error: ProcedureError;
    /// If `true`, items have ids.
    const IS_TRACKED: bool;

    /// Splits the item into its id, if any, and its data.
    ///
    /// # Errors
    ///
    /// Returns the error that ends the stream.
    fn into_parts(self) -> Result<(Option<String>, Self::Data), Self::Error>;
}

/// Marker for items that have ids and cannot fail.
#[derive(Debug)]
pub struct TrackedPlain;

/// Marker for items that have ids and can fail.
#[derive(Debug)]
pub struct TrackedFallible;

impl<T: Serialize + Type + Send + 'static> StreamItem<crate::Plain> for T {
    type Data = T;
    type Error = Infallible;
    const IS_TRACKED: bool = false;

    fn into_parts(self) -> Result<(Option<String>, T), Infallible> {
        Ok((None, self))
    }
}

impl<T: Serialize + Type + Send + 'static, E: ProcedureError> StreamItem<crate::Fallible> for Result<T, E> {
    type Data = T;
    type Error = E;
    const IS_TRACKED: bool = false;

    fn into_parts(self) -> Result<(Option<String>, T), E> {
        self.map(|value| (None, value))
    }
}

impl<T: Serialize + Type + Send + 'static> StreamItem<TrackedPlain> for Tracked<T> {
    type Data = T;
    type Error = Infallible;
    const IS_TRACKED: bool = true;

    fn into_parts(self) -> Result<(Option<String>, T), Infallible> {
        Ok((Some(self.id), self.data))
    }
}

impl<T: Serialize + Type + Send + 'static, E: ProcedureError> StreamItem<TrackedFallible> for Result<Tracked<T>, E> {
    type Data = T;
    type Error = E;
    const IS_TRACKED: bool = true;

    fn into_parts(self) -> Result<(Option<String>, T), E> {
        self.map(|tracked| (Some(tracked.id), tracked.data))
    }
}

/// Serializes an item as an event.
pub(crate) fn encode_event<M, I: StreamItem<M>>(item: I, integers: &IntegerCodec) -> Result<Event, CallError> {
    let (id, data) = item.into_parts().map_err(ProcedureError::into_call_error)?;
    if let Some(id) = &id
        && (id.is_empty() || id.contains(['\0', '\r', '\n']))
    {
        return Err(CallError::internal(format!(
            "invalid event id {id:?}: it must not be empty or contain NUL or a line break"
        )));
    }
    Ok(Event { id, json: serialize_output(&data, Vec::new(), integers)?.into_json()? })
}
