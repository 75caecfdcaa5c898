//! Tests that the log filter does not apply to call spans.

#![allow(clippy::unwrap_used, reason = "a panic fails the test")]

use std::sync::Arc;

use http::{Extensions, HeaderMap};
use isotype_core::{CallMethod, CallResponse, Ctx, Request, Router};
use isotype_observe::{Telemetry, TracingLayer};
use tracing::{Level, Span};

/// Returns `true` for each of the call span, another span and an error event that is enabled.
async fn enabled(_: Ctx<()>, _: ()) -> [bool; 3] {
    [!Span::current().is_disabled(), !tracing::error_span!("another").is_disabled(), tracing::enabled!(Level::ERROR)]
}

#[tokio::test]
async fn call_span_is_recorded_with_filter_off() {
    let _guard = Telemetry::new("t").filter("off").init().unwrap();
    let api = Arc::new(Router::new().layer(TracingLayer::new()).query("enabled", enabled));
    let request = Arc::new(Request::new(HeaderMap::new(), Extensions::new()));
    let procedure = api.resolve("enabled");
    let call = procedure.call(CallMethod::Get, Arc::new(()), request);
    let Ok(CallResponse::Value(json)) = procedure.run(call).await else { panic!("the call failed") };
    assert_eq!(String::from_utf8(json).unwrap(), "[true,false,false]");
}
