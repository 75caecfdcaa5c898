//! What goes along with a request that a procedure makes.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test ends by panicking")]

use std::sync::Arc;

use http::{Extensions, HeaderMap, HeaderName, HeaderValue};
use isotype_core::{Call, CallMethod, CallResponse, Ctx, RawInput, Request, Router};
use isotype_observe::{TracingLayer, propagate};

async fn relay(ctx: Ctx<()>, _: ()) -> Vec<(String, String)> {
    let mut headers = HeaderMap::new();
    propagate(&ctx, &mut headers);
    headers.iter().map(|(name, value)| (name.to_string(), value.to_str().unwrap().to_owned())).collect()
}

async fn relayed(headers: &[(&'static str, &'static str)]) -> String {
    let headers = headers.iter().map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value)));
    let request = Arc::new(Request::new(headers.collect(), Extensions::new()));
    let api = Arc::new(Router::new().layer(TracingLayer::new()).query("relay", relay));
    let (input, buffer) = (RawInput::Json("".into()), Vec::new());
    let call = Call {
        name: "relay",
        method: CallMethod::Get,
        input,
        state: Arc::new(()),
        request,
        idempotency_key: None,
        buffer,
    };
    let Ok(CallResponse::Value(json)) = api.call(call).await else { panic!("it fails") };
    String::from_utf8(json).unwrap()
}

#[tokio::test]
async fn who_exports_nothing_passes_the_trace_on_as_it_came() {
    let parent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    let sent = relayed(&[("traceparent", parent), ("tracestate", "vendor=1"), ("x-request-id", "mine")]).await;
    for pair in [
        format!("[\"traceparent\",\"{parent}\"]"),
        "[\"tracestate\",\"vendor=1\"]".to_owned(),
        "[\"x-request-id\",\"mine\"]".to_owned(),
    ] {
        assert!(sent.contains(&pair), "{sent}");
    }
}

#[tokio::test]
async fn what_is_no_trace_goes_nowhere() {
    for wrong in ["", "00-00000000000000000000000000000000-00f067aa0ba902b7-01", "00-xyz-1-01", "hello"] {
        let sent = relayed(&[("traceparent", wrong), ("x-request-id", "mine")]).await;
        assert!(!sent.contains("traceparent") && sent.contains("mine"), "{wrong}: {sent}");
    }
}
