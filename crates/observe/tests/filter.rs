//! What a log's filter is for.

#![allow(clippy::unwrap_used, reason = "a test ends by panicking")]

use std::sync::Arc;

use http::{Extensions, HeaderMap};
use isotype_core::{Call, CallMethod, CallResponse, Ctx, RawInput, Request, Router};
use isotype_observe::{Telemetry, TracingLayer};
use tracing::{Level, Span};

/// Whether the call has a span, whether another span would be one, and whether an error would be written.
async fn seen(_: Ctx<()>, _: ()) -> [bool; 3] {
    [!Span::current().is_disabled(), !tracing::error_span!("another").is_disabled(), tracing::enabled!(Level::ERROR)]
}

#[tokio::test]
async fn a_call_has_its_span_however_little_is_written() {
    let _running = Telemetry::new("t").filter("off").init().unwrap();
    let api = Arc::new(Router::new().layer(TracingLayer::new()).query("seen", seen));
    let request = Arc::new(Request::new(HeaderMap::new(), Extensions::new()));
    let (input, buffer) = (RawInput::Json("".into()), Vec::new());
    let call = Call {
        name: "seen",
        method: CallMethod::Get,
        input,
        state: Arc::new(()),
        request,
        idempotency_key: None,
        buffer,
    };
    let Ok(CallResponse::Value(json)) = api.call(call).await else { panic!("it fails") };
    assert_eq!(String::from_utf8(json).unwrap(), "[true,false,false]");
}
