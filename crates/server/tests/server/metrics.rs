//! Tests of `/metrics`, using Prometheus's own parser.

use std::{
    io::Write,
    path::Path,
    process::{Command, Stdio},
    time::Duration,
};

use serde::Deserialize;
use tokio::time::{sleep, timeout};

use crate::harness::Running;

/// Python program that parses metrics and prints the samples as JSON.
const PARSER: &str = "
import json, sys
from prometheus_client.parser import text_string_to_metric_families
families = text_string_to_metric_families(sys.stdin.read())
print(json.dumps([{'name': s.name, 'type': f.type, 'labels': s.labels, 'value': s.value} for f in families for s in f.samples]))
";

#[derive(Debug, Deserialize)]
struct Sample {
    name: String,
    r#type: String,
    labels: std::collections::BTreeMap<String, String>,
    value: f64,
}

/// Scrapes the metrics. If the parser is not installed, prints a notice and returns `None`.
async fn samples(running: &Running) -> Option<Vec<Sample>> {
    let response = reqwest::get(format!("{}/metrics", running.metrics)).await.unwrap();
    assert_eq!(response.headers()["content-type"], "text/plain; version=0.0.4; charset=utf-8");
    let text = response.text().await.unwrap();
    let python = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/python/bin/python");
    if !is_installed(&python) {
        eprintln!(
            "SKIPPED: prometheus-client 0.26 is not in target/python; python3 -m venv target/python && \
             target/python/bin/pip install 'prometheus-client==0.26.*'"
        );
        assert!(std::env::var_os("CI").is_none(), "prometheus-client 0.26 is required in CI");
        return None;
    }
    let mut parser =
        Command::new(python).args(["-c", PARSER]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    parser.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    let output = parser.wait_with_output().unwrap();
    assert!(output.status.success(), "cannot parse the metrics: {text}");
    Some(serde_json::from_slice(&output.stdout).unwrap())
}

/// Returns `true` if the parser version that this test was written for is installed.
fn is_installed(python: &Path) -> bool {
    let code = "from importlib.metadata import version; assert version('prometheus-client').startswith('0.26.')";
    Command::new(python).args(["-c", code]).output().is_ok_and(|output| output.status.success())
}

/// Returns the value of the only sample with the given name and labels.
fn value(samples: &[Sample], name: &str, labels: &[(&str, &str)]) -> Option<f64> {
    let matches =
        |sample: &&Sample| labels.iter().all(|(key, value)| sample.labels.get(*key).is_some_and(|is| is == value));
    let mut found = samples.iter().filter(|sample| sample.name == name).filter(matches);
    let first = found.next()?;
    assert!(found.next().is_none(), "several samples of {name} with {labels:?}");
    Some(first.value)
}

fn ended_calls(samples: &[Sample], procedure: &str, code: &str) -> Option<f64> {
    value(samples, "rpc_server_calls_total", &[("rpc_method", procedure), ("rpc_response_status_code", code)])
}

/// Waits until the samples satisfy `condition`.
async fn wait_until(running: &Running, condition: impl Fn(&[Sample]) -> bool) -> Option<Vec<Sample>> {
    let reached = async {
        loop {
            let now = samples(running).await?;
            if condition(&now) {
                return Some(now);
            }
            sleep(Duration::from_millis(20)).await;
        }
    };
    timeout(Duration::from_secs(20), reached).await.expect("the samples never satisfy the condition")
}

#[tokio::test]
async fn counts_calls_by_code_and_records_duration() {
    let running = Running::start(&[], |server| server).await;
    for name in ["ping", "ping", "forbid", "fail", "panic", "ping,ping,forbid?batch=1"] {
        running.get(&format!("/rpc/{name}")).await;
    }
    let posted =
        reqwest::Client::new().post(format!("{}/rpc/ping", running.url)).header("content-type", "application/json");
    assert_eq!(posted.send().await.unwrap().status(), 405);
    let late = reqwest::Client::new().get(format!("{}/rpc/wait", running.url)).header("isotype-timeout-ms", "20");
    assert_eq!(late.send().await.unwrap().status(), 408);
    let left = tokio::spawn(reqwest::get(format!("{}/rpc/wait", running.url)));
    let is_waiting = |all: &[Sample]| value(all, "rpc_server_active_calls", &[("rpc_method", "wait")]) == Some(1.0);
    if wait_until(&running, is_waiting).await.is_none() {
        return;
    }
    left.abort();
    let all = wait_until(&running, |all| ended_calls(all, "wait", "CLIENT_CLOSED_REQUEST") == Some(1.0)).await.unwrap();
    assert_eq!(ended_calls(&all, "ping", "OK"), Some(4.0));
    assert_eq!(ended_calls(&all, "ping", "METHOD_NOT_SUPPORTED"), Some(1.0));
    assert_eq!(ended_calls(&all, "forbid", "FORBIDDEN"), Some(2.0));
    assert_eq!(ended_calls(&all, "fail", "INTERNAL_SERVER_ERROR"), Some(1.0));
    assert_eq!(ended_calls(&all, "panic", "INTERNAL_SERVER_ERROR"), Some(1.0));
    assert_eq!(ended_calls(&all, "wait", "TIMEOUT"), Some(1.0));
    for (procedure, calls) in [("ping", 4.0), ("forbid", 2.0), ("panic", 1.0), ("wait", 2.0), ("long", 0.0)] {
        let labels = [("rpc_method", procedure)];
        assert_eq!(value(&all, "rpc_server_call_duration_seconds_count", &labels), Some(calls), "{procedure}");
        assert_eq!(value(&all, "rpc_server_active_calls", &labels), Some(0.0), "{procedure}");
    }
    let bucket = value(&all, "rpc_server_call_duration_seconds_bucket", &[("rpc_method", "ping"), ("le", "+Inf")]);
    assert_eq!(bucket, Some(4.0));
    let metric_type = |name: &str| all.iter().find(|sample| sample.name == name).map(|sample| sample.r#type.as_str());
    assert_eq!(metric_type("rpc_server_call_duration_seconds_sum"), Some("histogram"));
    assert_eq!(
        (metric_type("rpc_server_calls_total"), metric_type("rpc_server_active_streams")),
        (Some("counter"), None)
    );
}

#[tokio::test]
async fn counts_open_streams_events_and_dropped_events() {
    let running = Running::start(&[], |server| server).await;
    let mut open = Vec::new();
    for name in ["ticks", "ticks", "flood"] {
        let mut response = running.get(&format!("/rpc/{name}")).await;
        response.chunk().await.unwrap();
        open.push(response);
    }
    for name in ["broken", "panics"] {
        running.get(&format!("/rpc/{name}")).await.text().await.unwrap();
    }
    let streams = |all: &[Sample]| value(all, "rpc_server_active_streams", &[("rpc_method", "ticks")]);
    let events = |all: &[Sample], name| value(all, "rpc_server_stream_events_total", &[("rpc_method", name)]);
    let Some(all) =
        wait_until(&running, |all| events(all, "ticks") == Some(6.0) && events(all, "flood") == Some(100.0)).await
    else {
        return;
    };
    assert_eq!(streams(&all), Some(2.0));
    assert_eq!(ended_calls(&all, "broken", "FORBIDDEN"), Some(1.0));
    assert_eq!(ended_calls(&all, "panics", "INTERNAL_SERVER_ERROR"), Some(1.0));
    assert_eq!(ended_calls(&all, "ticks", "OK"), Some(0.0));
    assert_eq!(value(&all, "rpc_server_stream_lag_seconds_count", &[("rpc_method", "ticks")]), Some(6.0));
    let dropped = value(&all, "rpc_server_stream_events_dropped_total", &[("rpc_method", "flood")]).unwrap();
    let queued = value(&all, "rpc_server_stream_events_queued", &[("rpc_method", "flood")]).unwrap();
    assert!((1.0..100.0).contains(&dropped) && queued <= 1.0, "{dropped} {queued}");
    drop(open);
    let all = wait_until(&running, |all| streams(all) == Some(0.0)).await.unwrap();
    assert_eq!(ended_calls(&all, "ticks", "OK"), Some(2.0));
}

#[tokio::test]
async fn counts_unknown_procedures_together() {
    let running = Running::start(&[], |server| server).await;
    let before = samples(&running).await.map(|all| all.len());
    for n in 0..30 {
        running.get(&format!("/rpc/none{n}")).await;
        running.get(&format!("/rpc/made.any{n}")).await.text().await.unwrap();
    }
    let Some(all) = samples(&running).await else { return };
    assert_eq!(ended_calls(&all, "_OTHER", "NOT_FOUND"), Some(30.0));
    assert_eq!(ended_calls(&all, "_OTHER", "OK"), Some(30.0));
    // Unknown names add only one label value, with its samples for calls by code and for streams.
    assert!(all.len() < before.unwrap() + 40, "{} samples before, {} after", before.unwrap(), all.len());
}
