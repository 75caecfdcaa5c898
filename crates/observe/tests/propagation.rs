//! Tests of the headers that `propagate` inserts.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a panic fails the test")]

use std::sync::Arc;

use http::{Extensions, HeaderMap, HeaderName, HeaderValue};
use isotype_core::{CallMethod, CallResponse, Ctx, Request, Router};
use isotype_observe::{TracingLayer, propagate};

async fn relay(ctx: Ctx<()>, _: ()) -> Vec<(String, String)> {
    let mut headers = HeaderMap::new();
    propagate(&ctx, &mut headers);
    headers.iter().map(|(name, value)| (name.to_string(), value.to_str().unwrap().to_owned())).collect()
}

async fn relayed_headers(headers: &[(&'static str, &'static str)]) -> String {
    let headers = headers.iter().map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value)));
    let request = Arc::new(Request::new(headers.collect(), Extensions::new()));
    let api = Arc::new(Router::new().layer(TracingLayer::new()).query("relay", relay));
    let procedure = api.resolve("relay");
    let call = procedure.call(CallMethod::Get, Arc::new(()), request);
    let Ok(CallResponse::Value(json)) = procedure.run(call).await else { panic!("the call failed") };
    String::from_utf8(json).unwrap()
}

#[tokio::test]
async fn forwards_trace_context_unchanged_without_exporter() {
    let parent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    let sent = relayed_headers(&[("traceparent", parent), ("tracestate", "vendor=1"), ("x-request-id", "mine")]).await;
    for pair in [
        format!("[\"traceparent\",\"{parent}\"]"),
        "[\"tracestate\",\"vendor=1\"]".to_owned(),
        "[\"x-request-id\",\"mine\"]".to_owned(),
    ] {
        assert!(sent.contains(&pair), "{sent}");
    }
}

#[tokio::test]
async fn drops_malformed_traceparent() {
    for malformed in ["", "00-00000000000000000000000000000000-00f067aa0ba902b7-01", "00-xyz-1-01", "hello"] {
        let sent = relayed_headers(&[("traceparent", malformed), ("x-request-id", "mine")]).await;
        assert!(!sent.contains("traceparent") && sent.contains("mine"), "{malformed}: {sent}");
    }
}
