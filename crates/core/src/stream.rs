//! From what a subscription yields to its events.

use std::{convert::Infallible, fmt, pin::Pin};

use futures_core::Stream;
use futures_util::StreamExt;
use isotype_lowering::Type;
use isotype_protocol::ErrorResponse;
use serde::Serialize;

use crate::{CallError, ProcedureError, digits::IntegerCodec, later::serialize_output};

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

/// One event of a subscription: JSON, and an id where it is tracked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// The id by which a subscriber resumes.
    pub id: Option<String>,
    /// One line of JSON.
    pub json: Vec<u8>,
}

/// The events of a subscription; a failure is the last of them.
pub struct Events(Pin<Box<dyn Stream<Item = Result<Event, ErrorResponse>> + Send>>);

impl Events {
    pub(crate) fn new(stream: impl Stream<Item = Result<Event, ErrorResponse>> + Send + 'static) -> Events {
        Events(Box::pin(stream))
    }
}

impl fmt::Debug for Events {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Events")
    }
}

impl Stream for Events {
    type Item = Result<Event, ErrorResponse>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut std::task::Context<'_>) -> std::task::Poll<Option<Self::Item>> {
        self.0.poll_next_unpin(cx)
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
