//! Spans exported over OTLP.

use std::{
    fs::{self, File},
    sync::{Arc, Mutex},
    time::Duration,
};

use axum::{Router, body::Bytes, routing::post};
use opentelemetry_proto::tonic::{
    collector::trace::v1::{ExportTraceServiceRequest, ExportTraceServiceResponse},
    common::v1::{KeyValue, any_value},
    trace::v1::Span,
};
use prost::Message;
use reqwest::Client;
use serde_json::json;
use tokio::{net::TcpListener, time::sleep};

use crate::{
    harness::SECRET,
    process::{BoardProcess, board},
    websocket_client::WebSocketClient,
};

/// OTLP collector that stores the spans of each service.
#[derive(Clone, Default)]
struct Collector(Arc<Mutex<Vec<(String, Span)>>>);

impl Collector {
    async fn start(&self) -> String {
        let collector = self.clone();
        let export = async move |body: Bytes| {
            collector.add(ExportTraceServiceRequest::decode(body).unwrap());
            ExportTraceServiceResponse::default().encode_to_vec()
        };
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let app = Router::new().route("/v1/traces", post(export));
        tokio::spawn(async move { axum::serve(listener, app).await });
        format!("http://{address}")
    }

    fn add(&self, request: ExportTraceServiceRequest) {
        for resource_spans in request.resource_spans {
            let service = attribute(&resource_spans.resource.unwrap_or_default().attributes, "service.name");
            let spans = resource_spans.scope_spans.into_iter().flat_map(|scope| scope.spans);
            self.0.lock().unwrap().extend(spans.map(|span| (service.clone(), span)));
        }
    }

    /// Waits for `count` spans of a trace and returns them, sorted by name.
    async fn trace(&self, trace: &str, count: usize) -> Vec<Span> {
        for _ in 0..1000 {
            let all = self.0.lock().unwrap().clone();
            assert!(all.iter().all(|(service, _)| service == "board"));
            let mut spans: Vec<Span> =
                all.into_iter().map(|(_, span)| span).filter(|span| hex(&span.trace_id) == trace).collect();
            if spans.len() >= count {
                spans.sort_by(|a, b| a.name.cmp(&b.name));
                return spans;
            }
            sleep(Duration::from_millis(10)).await;
        }
        panic!("spans of {trace} not exported: {:?}", self.0.lock().unwrap());
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn attribute(attributes: &[KeyValue], key: &str) -> String {
    let value = attributes.iter().find(|attribute| attribute.key == key).and_then(|found| found.value.clone());
    match value.and_then(|value| value.value) {
        Some(any_value::Value::StringValue(text)) => text,
        _ => String::new(),
    }
}

#[cfg(unix)]
#[tokio::test(flavor = "multi_thread")]
async fn logs_export_errors() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("log");
    let mut command = board(&["--port", "0", "--database", "sqlite::memory:"]);
    // No collector listens at this address.
    command.env("BOARD_SECRET", SECRET).env("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:1");
    command.env("OTEL_BSP_SCHEDULE_DELAY", "50").stderr(File::create(&path).unwrap());
    let running = BoardProcess::spawn(&mut command);
    Client::new().get(format!("{}/posts.list?input=%7B%7D", running.url)).send().await.unwrap();
    tokio::task::spawn_blocking(|| running.terminate()).await.unwrap();
    let log = fs::read_to_string(&path).unwrap();
    assert!(log.contains("BatchSpanProcessor.ExportError"), "{log}");
}

#[test]
fn rejects_collector_over_https_at_startup() {
    let mut command = board(&["--port", "0", "--database", "sqlite::memory:"]);
    let output = command.env("OTEL_EXPORTER_OTLP_ENDPOINT", "https://collector.example").output().unwrap();
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert!(stderr.contains("OTEL_EXPORTER_OTLP_ENDPOINT is an https URL"), "{stderr}");
}

const PARENT: &str = "00f067aa0ba902b7";

fn span_attribute(span: &Span, key: &str) -> String {
    attribute(&span.attributes, key)
}

/// Returns a trace id and its `traceparent` header, whose span is `PARENT`.
fn trace(number: u8) -> (String, String) {
    let id = format!("4bf92f3577b34da6a3ce929d0e0e47{number:02x}");
    let header = format!("00-{id}-{PARENT}-01");
    (id, header)
}

#[cfg(unix)]
#[tokio::test(flavor = "multi_thread")]
async fn joins_trace_of_caller_over_each_transport() {
    let collector = Collector::default();
    let mut command = board(&["--port", "0", "--database", "sqlite::memory:"]);
    command.env("BOARD_SECRET", SECRET).env("OTEL_EXPORTER_OTLP_ENDPOINT", collector.start().await);
    // The log filter must not affect traces.
    command.env("BOARD_LOG", "off");
    command.env("OTEL_BSP_SCHEDULE_DELAY", "50").stderr(std::process::Stdio::inherit());
    let running = BoardProcess::spawn(&mut command);
    let (url, client) = (running.url.clone(), Client::new());
    let get = async |path: &str, header: &str| {
        client.get(format!("{url}/{path}")).header("traceparent", header).send().await.unwrap()
    };

    let (id, header) = trace(1);
    let response = get("posts.list?input=%7B%7D", &header).await;
    let spans = collector.trace(&id, 1).await;
    assert_eq!(
        (spans[0].name.as_str(), spans[0].kind, hex(&spans[0].parent_span_id).as_str()),
        ("posts.list", 2, PARENT)
    );
    assert_eq!(span_attribute(&spans[0], "rpc.system.name"), "trpc");
    assert_eq!(span_attribute(&spans[0], "rpc.method"), "posts.list");
    assert_eq!(span_attribute(&spans[0], "rpc.response.status_code"), "OK");
    assert_eq!(span_attribute(&spans[0], "request_id"), response.headers()["x-request-id"].to_str().unwrap());

    let (id, header) = trace(2);
    get("posts.byId,posts.list?batch=1&input=%7B%220%22%3A%7B%22id%22%3A%2200000000-0000-7000-8000-000000000000%22%7D%2C%221%22%3A%7B%7D%7D", &header).await;
    let spans = collector.trace(&id, 2).await;
    assert_eq!([&spans[0].name, &spans[1].name], ["posts.byId", "posts.list"]);
    assert!(spans.iter().all(|span| hex(&span.parent_span_id) == PARENT) && spans[0].span_id != spans[1].span_id);
    assert_eq!(span_attribute(&spans[0], "rpc.response.status_code"), "NOT_FOUND");

    assert_websocket_traces(&collector, &url).await;

    let (id, header) = trace(5);
    drop(get("posts.watch", &header).await);
    let spans = collector.trace(&id, 1).await;
    assert_eq!(
        (spans[0].name.as_str(), span_attribute(&spans[0], "rpc.response.status_code").as_str()),
        ("posts.watch", "OK")
    );

    let (id, header) = trace(6);
    get("posts.none", &header).await;
    let spans = collector.trace(&id, 1).await;
    assert_eq!(
        (spans[0].name.as_str(), span_attribute(&spans[0], "rpc.method_original").as_str()),
        ("_OTHER", "posts.none")
    );

    // Shutdown exports the remaining spans.
    let (id, header) = trace(7);
    get("posts.list?input=%7B%7D", &header).await;
    tokio::task::spawn_blocking(|| running.terminate()).await.unwrap();
    collector.trace(&id, 1).await;
}

/// Asserts that a call over WebSocket joins the trace of its message or, without one, that of its connection.
async fn assert_websocket_traces(collector: &Collector, url: &str) {
    let ((connection, header), (message, own)) = (trace(3), trace(4));
    let call = |id, traceparent| {
        let params = json!({"path": "posts.list", "input": {}, "traceparent": traceparent});
        json!({"id": id, "method": "query", "params": params})
    };
    let calls = [call(1, json!(null)), call(2, json!(own)), call(3, json!(7)), call(4, json!("no trace"))];
    let responses = WebSocketClient::open(url, json!({"traceparent": header})).await.call(&calls).await;
    assert!(responses.iter().all(|response| response["result"]["data"].is_object()), "{responses:?}");
    assert_eq!(hex(&collector.trace(&connection, 2).await[1].parent_span_id), PARENT);
    assert_eq!(hex(&collector.trace(&message, 1).await[0].parent_span_id), PARENT);
}
