//! Procedures from raw JSON to raw JSON, for gateways, bridges and tests.

use std::{future::Future, panic::Location, sync::Arc};

use bytes::Bytes;
use futures_core::Stream;
use futures_util::StreamExt;
use isotype_contract::{InputEncoding, ProcedureKind};
use isotype_lowering::Type;
use isotype_protocol::{Code, Limits, MediaType, is_within_depth};

use super::{Procedure, ProcedureTypes};
use crate::{Call, CallError, CallOutput, Ctx, Event, RawInput, guard::authorize, input::media_type_mismatch};

/// The input of a raw procedure: JSON, empty when it is absent. It is not checked to be well-formed, but is nested no
/// deeper than any other input.
pub type RawJson = Bytes;

/// A query or a mutation from raw JSON to raw JSON. It has no contract, and so no bindings, unless
/// [`typed`](Procedure::typed) gives one.
///
/// # Panics
///
/// When `kind` is a subscription, which [`raw_subscription`] is for.
///
/// # Example
///
/// One handler serves every name under `legacy`:
///
/// ```
/// use isotype_core::{CallError, Ctx, Kind, RawJson, Router, raw};
///
/// async fn forward(ctx: Ctx<()>, input: RawJson) -> Result<RawJson, CallError> {
///     Ok(format!("{{\"asked\":{:?}}}", ctx.name()).into())
/// }
///
/// let api = Router::new().prefix("legacy", |name| name.ends_with("List").then(|| raw(Kind::Query, forward)));
/// let api = std::sync::Arc::new(api);
/// assert_eq!(api.resolve("legacy.userList").kind(), Some(ProcedureKind::Query));
/// assert_eq!(api.resolve("legacy.drop").kind(), None); // an unknown name
/// ```
#[track_caller]
pub fn raw<S, F, Fut>(kind: ProcedureKind, handler: F) -> Procedure<S>
where
    S: Send + Sync + 'static,
    F: Fn(Ctx<S>, RawJson) -> Fut + Send + Sync + 'static,
    Fut: Future<Output = Result<RawJson, CallError>> + Send + 'static,
{
    assert!(kind != ProcedureKind::Subscription, "a subscription is made by raw_subscription()");
    let handler = Arc::new(handler);
    let run = Arc::new(move |Call { ctx, input, mut buffer, .. }| {
        let handler = handler.clone();
        // Called where a panic is its call's own failure.
        Box::pin(async move {
            buffer.extend_from_slice(&handler(ctx, json(input)?).await?);
            Ok(CallOutput::Value(buffer))
        }) as _
    });
    Procedure::new::<F>(kind, false, (authorize::<S, ()>, run), None, Location::caller())
}

/// A subscription from raw JSON to events of raw JSON, tracked where they have an id.
#[track_caller]
pub fn raw_subscription<S, F, St>(handler: F) -> Procedure<S>
where
    S: Send + Sync + 'static,
    F: Fn(Ctx<S>, RawJson) -> St + Send + Sync + 'static,
    St: Stream<Item = Result<Event, CallError>> + Send + 'static,
{
    let handler = Arc::new(handler);
    let run = Arc::new(move |Call { ctx, input, .. }| {
        let handler = handler.clone();
        Box::pin(async move { Ok(CallOutput::Events(handler(ctx, json(input)?).boxed())) }) as _
    });
    Procedure::new::<F>(ProcedureKind::Subscription, true, (authorize::<S, ()>, run), None, Location::caller())
}

fn json(input: RawInput) -> Result<RawJson, CallError> {
    // Of typed inputs serde_json sees to it.
    let depth = Limits::default().json_depth;
    match input {
        RawInput::Json(json) if !is_within_depth(&json, depth) => {
            let message = format!("invalid input: JSON that is nested deeper than {depth} levels");
            Err(CallError::protocol(Code::BadRequest, message))
        }
        RawInput::Json(json) => Ok(json),
        RawInput::Body(body) => Err(media_type_mismatch(MediaType::Json, body.content_type())),
        RawInput::Failed(failure) => Err(CallError::protocol(failure.code, failure.message)),
    }
}

impl<S> Procedure<S> {
    /// Gives a raw procedure a contract: the types of its input and of its output, or of one event.
    #[must_use]
    pub fn typed<I: Type, O: Type>(mut self) -> Self {
        self.types = Some(|registry| ProcedureTypes {
            guards: Vec::new(),
            input: registry.describe::<I>(),
            encoding: InputEncoding::Json,
            output: registry.describe::<O>(),
            is_streaming: false,
            is_tracked: false,
            errors: Vec::new(),
        });
        self
    }
}
