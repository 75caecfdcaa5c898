//! What Prometheus is told, as its own parser reads it.

use std::{
    io::Write,
    path::Path,
    process::{Command, Stdio},
    time::Duration,
};

use serde::Deserialize;
use tokio::time::{sleep, timeout};

use crate::harness::Running;

/// Reads the text as Prometheus's client for Python does, and prints its samples.
const READ: &str = "
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

/// The samples; `None`, and a loud line, where the parser is missing.
async fn samples(running: &Running) -> Option<Vec<Sample>> {
    let response = reqwest::get(format!("{}/metrics", running.metrics)).await.unwrap();
    assert_eq!(response.headers()["content-type"], "text/plain; version=0.0.4; charset=utf-8");
    let text = response.text().await.unwrap();
    let python = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/python/bin/python");
    if !python.exists() {
        eprintln!(
            "SKIPPED: Prometheus's parser is not there. python3 -m venv target/python && target/python/bin/pip install \
             prometheus-client"
        );
        assert!(std::env::var_os("CI").is_none(), "it has to be there in CI");
        return None;
    }
    let mut parser =
        Command::new(python).args(["-c", READ]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    parser.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    let read = parser.wait_with_output().unwrap();
    assert!(read.status.success(), "it is not read: {text}");
    Some(serde_json::from_slice(&read.stdout).unwrap())
}

/// The value of the one sample with that name and these labels.
fn value(samples: &[Sample], name: &str, labels: &[(&str, &str)]) -> Option<f64> {
    let has =
        |sample: &&Sample| labels.iter().all(|(key, value)| sample.labels.get(*key).is_some_and(|is| is == value));
    let mut found = samples.iter().filter(|sample| sample.name == name).filter(has);
    let first = found.next()?;
    assert!(found.next().is_none(), "there are several {name} of {labels:?}");
    Some(first.value)
}

fn ended(samples: &[Sample], procedure: &str, code: &str) -> Option<f64> {
    value(samples, "rpc_server_calls_total", &[("rpc_method", procedure), ("rpc_response_status_code", code)])
}

/// Waits until the samples are so.
async fn until(running: &Running, so: impl Fn(&[Sample]) -> bool) -> Option<Vec<Sample>> {
    let reached = async {
        loop {
            let now = samples(running).await?;
            if so(&now) {
                return Some(now);
            }
            sleep(Duration::from_millis(20)).await;
        }
    };
    timeout(Duration::from_secs(20), reached).await.expect("it never comes to this")
}

#[tokio::test]
async fn calls_are_counted_by_how_they_ended_and_timed() {
    let running = Running::start(&[], |serve| serve).await;
    for name in ["ping", "ping", "refuse", "fail", "panic", "ping,ping,refuse?batch=1"] {
        running.get(&format!("/rpc/{name}")).await;
    }
    let posted =
        reqwest::Client::new().post(format!("{}/rpc/ping", running.url)).header("content-type", "application/json");
    assert_eq!(posted.send().await.unwrap().status(), 405);
    let late = reqwest::Client::new().get(format!("{}/rpc/wait", running.url)).header("isotype-timeout-ms", "20");
    assert_eq!(late.send().await.unwrap().status(), 408);
    let left = tokio::spawn(reqwest::get(format!("{}/rpc/wait", running.url)));
    let is_waiting = |all: &[Sample]| value(all, "rpc_server_calls_in_flight", &[("rpc_method", "wait")]) == Some(1.0);
    if until(&running, is_waiting).await.is_none() {
        return;
    }
    left.abort();
    let all = until(&running, |all| ended(all, "wait", "CLIENT_CLOSED_REQUEST") == Some(1.0)).await.unwrap();
    assert_eq!(ended(&all, "ping", "OK"), Some(4.0));
    assert_eq!(ended(&all, "ping", "METHOD_NOT_SUPPORTED"), Some(1.0));
    assert_eq!(ended(&all, "refuse", "FORBIDDEN"), Some(2.0));
    assert_eq!(ended(&all, "fail", "INTERNAL_SERVER_ERROR"), Some(1.0));
    assert_eq!(ended(&all, "panic", "INTERNAL_SERVER_ERROR"), Some(1.0));
    assert_eq!(ended(&all, "wait", "TIMEOUT"), Some(1.0));
    for (procedure, calls) in [("ping", 4.0), ("refuse", 2.0), ("panic", 1.0), ("wait", 2.0), ("long", 0.0)] {
        let of = [("rpc_method", procedure)];
        assert_eq!(value(&all, "rpc_server_call_duration_seconds_count", &of), Some(calls), "{procedure}");
        assert_eq!(value(&all, "rpc_server_calls_in_flight", &of), Some(0.0), "{procedure}");
    }
    let below = value(&all, "rpc_server_call_duration_seconds_bucket", &[("rpc_method", "ping"), ("le", "+Inf")]);
    assert_eq!(below, Some(4.0));
    let kind = |name: &str| all.iter().find(|sample| sample.name == name).map(|sample| sample.r#type.as_str());
    assert_eq!(kind("rpc_server_call_duration_seconds_sum"), Some("histogram"));
    assert_eq!((kind("rpc_server_calls_total"), kind("rpc_server_streams")), (Some("counter"), None));
}

#[tokio::test]
async fn streams_are_counted_while_they_live_and_what_slow_readers_miss() {
    let running = Running::start(&[], |serve| serve).await;
    let mut open = Vec::new();
    for name in ["ticks", "ticks", "flood"] {
        let mut response = running.get(&format!("/rpc/{name}")).await;
        response.chunk().await.unwrap();
        open.push(response);
    }
    for name in ["broken", "panics"] {
        running.get(&format!("/rpc/{name}")).await.text().await.unwrap();
    }
    let streams = |all: &[Sample]| value(all, "rpc_server_streams", &[("rpc_method", "ticks")]);
    let events = |all: &[Sample], name| value(all, "rpc_server_stream_events_total", &[("rpc_method", name)]);
    let Some(all) =
        until(&running, |all| events(all, "ticks") == Some(6.0) && events(all, "flood") == Some(100.0)).await
    else {
        return;
    };
    assert_eq!(streams(&all), Some(2.0));
    assert_eq!(ended(&all, "broken", "FORBIDDEN"), Some(1.0));
    assert_eq!(ended(&all, "panics", "INTERNAL_SERVER_ERROR"), Some(1.0));
    assert_eq!(ended(&all, "ticks", "OK"), Some(0.0));
    assert_eq!(value(&all, "rpc_server_stream_lag_seconds_count", &[("rpc_method", "ticks")]), Some(6.0));
    let dropped = value(&all, "rpc_server_slow_readers_dropped_total", &[("rpc_method", "flood")]).unwrap();
    let waiting = value(&all, "rpc_server_slow_readers_waiting", &[("rpc_method", "flood")]).unwrap();
    assert!((1.0..100.0).contains(&dropped) && waiting <= 1.0, "{dropped} {waiting}");
    drop(open);
    let all = until(&running, |all| streams(all) == Some(0.0)).await.unwrap();
    assert_eq!(ended(&all, "ticks", "OK"), Some(2.0));
}

#[tokio::test]
async fn names_that_clients_make_up_are_counted_together() {
    let running = Running::start(&[], |serve| serve).await;
    let before = samples(&running).await.map(|all| all.len());
    for n in 0..30 {
        running.get(&format!("/rpc/none{n}")).await;
        running.get(&format!("/rpc/made.any{n}")).await.text().await.unwrap();
    }
    let Some(all) = samples(&running).await else { return };
    assert_eq!(ended(&all, "_OTHER", "NOT_FOUND"), Some(30.0));
    assert_eq!(ended(&all, "_OTHER", "OK"), Some(30.0));
    // Those of one label: how it ended, and its streams.
    assert!(all.len() < before.unwrap() + 40, "{} and then {}", before.unwrap(), all.len());
}
