//! Procedures that read and return raw JSON, for gateways, bridges and tests.

use std::{future::Future, panic::Location, sync::Arc};

use bytes::Bytes;
use futures_core::Stream;
use futures_util::StreamExt;
use isotype_contract::{InputEncoding, ProcedureKind};
use isotype_lowering::Type;
use isotype_protocol::{Code, Limits, MediaType, is_within_depth};

use super::{Procedure, ProcedureTypes};
use crate::{Call, CallError, CallOutput, Ctx, Event, RawInput, guard::authorize, input::media_type_mismatch};

/// Input or output of a raw procedure: JSON bytes. An absent input is empty.
///
/// The JSON is not validated, but its nesting depth is limited like that of any other input.
pub type RawJson = Bytes;

/// Creates a query or a mutation that reads and returns raw JSON.
///
/// It has no contract, and therefore no bindings, unless [`typed`](Procedure::typed) adds one.
///
/// # Panics
///
/// Panics if `kind` is [`ProcedureKind::Subscription`]; use [`raw_subscription`] instead.
///
/// # Example
///
/// ```
/// use std::sync::Arc;
///
/// use isotype_core::{CallError, Ctx, ProcedureKind, RawJson, Router, raw};
///
/// async fn forward(ctx: Ctx<()>, input: RawJson) -> Result<RawJson, CallError> {
///     Ok(format!("{{\"forwarded\":{:?}}}", ctx.procedure_name()).into())
/// }
///
/// let api = Router::new()
///     .dynamic("legacy", |name| name.ends_with("List").then(|| raw(ProcedureKind::Query, forward)));
/// let api = Arc::new(api);
/// assert_eq!(api.resolve("legacy.userList").kind(), Some(ProcedureKind::Query));
/// assert_eq!(api.resolve("legacy.drop").kind(), None);
/// ```
#[track_caller]
pub fn raw<S, F, Fut>(kind: ProcedureKind, handler: F) -> Procedure<S>
where
    S: Send + Sync + 'static,
    F: Fn(Ctx<S>, RawJson) -> Fut + Send + Sync + 'static,
    Fut: Future<Output = Result<RawJson, CallError>> + Send + 'static,
{
    assert!(kind != ProcedureKind::Subscription, "`raw` cannot create a subscription: use `raw_subscription`");
    let handler = Arc::new(handler);
    let run = Arc::new(move |Call { ctx, input, mut buffer, .. }| {
        let handler = handler.clone();
        // The handler is called inside the future, so that a panic fails only this call.
        Box::pin(async move {
            buffer.extend_from_slice(&handler(ctx, json(input)?).await?);
            Ok(CallOutput::Value(buffer))
        }) as _
    });
    Procedure::new::<F>(kind, false, (authorize::<S, ()>, run), None, Location::caller())
}

/// Creates a subscription that reads raw JSON and yields events with raw JSON.
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
    // For typed inputs, serde_json limits the depth.
    let depth = Limits::default().json_depth;
    match input {
        RawInput::Json(json) if !is_within_depth(&json, depth) => {
            let message = format!("invalid input: JSON is nested deeper than {depth} levels");
            Err(CallError::protocol(Code::BadRequest, message))
        }
        RawInput::Json(json) => Ok(json),
        RawInput::Body(body) => Err(media_type_mismatch(MediaType::Json, body.content_type())),
        RawInput::Failed(failure) => Err(CallError::protocol(failure.code, failure.message)),
    }
}

impl<S> Procedure<S> {
    /// Adds a contract to a raw procedure: the type of its input, and the type of its output or of one event.
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
