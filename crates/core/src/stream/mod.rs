//! From what a subscription yields to its events.

mod backpressure_metrics;
mod streaming;

use std::convert::Infallible;

use isotype_lowering::Type;
use serde::Serialize;

pub use backpressure_metrics::{BackpressureCounts, BackpressureMetrics, BackpressureRecorder};
pub use streaming::{Streaming, StreamingMarker};

use crate::{CallError, Event, ProcedureError, integers::IntegerCodec, output::serialize_output};

/// A value with an id: a subscriber that lost its connection comes back with the id, and
/// [`Ctx::last_event_id`](crate::Ctx::last_event_id) tells the procedure where to go on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tracked<T> {
    id: String,
    data: T,
}

impl<T> Tracked<T> {
    /// The value `data` under `id`.
    ///
    /// The id must not be empty, nor have a NUL or a line break in it (WHATWG HTML, section 9.2.6): the subscription
    /// then fails, and the log says why.
    pub fn new(id: impl Into<String>, data: T) -> Tracked<T> {
        Tracked { id: id.into(), data }
    }
}

/// What a subscription can yield: `T`, `Tracked<T>`, or a `Result` of either. `M` tells which, and is inferred.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be yielded by a subscription",
    label = "not an `Item`",
    note = "yield `T`, `Tracked<T>`, `Result<T, E>` or `Result<Tracked<T>, E>`, where `T` derives `serde::Serialize` and `isotype::Type`, and `E` derives `isotype::ProcedureError`"
)]
pub trait StreamItem<M>: Send + 'static {
    /// The value.
    type Data: Serialize + Type;
    /// What ends the stream.
    type Error: ProcedureError;
    /// Whether values carry ids.
    const IS_TRACKED: bool;

    /// The id, where there is one, and the value.
    ///
    /// # Errors
    ///
    /// When the stream ends by an error.
    fn into_parts(self) -> Result<(Option<String>, Self::Data), Self::Error>;
}

/// Marks items that carry ids and cannot fail.
#[derive(Debug)]
pub struct TrackedPlain;

/// Marks items that carry ids and can fail.
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

/// One yielded item as an event.
pub(crate) fn encode_event<M, I: StreamItem<M>>(item: I, digits: &IntegerCodec) -> Result<Event, CallError> {
    let (id, data) = item.into_parts().map_err(ProcedureError::into_call_error)?;
    if let Some(id) = &id
        && (id.is_empty() || id.contains(['\0', '\r', '\n']))
    {
        return Err(CallError::internal(format!(
            "{id:?} cannot be the id of an event: it is empty or has a NUL or a line break"
        )));
    }
    Ok(Event { id, json: serialize_output(&data, Vec::new(), digits)?.into_json()? })
}
