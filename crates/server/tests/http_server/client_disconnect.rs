//! Tests of calls whose client disconnects or stops waiting.

use std::{sync::atomic::Ordering::SeqCst, time::Duration};

use serde_json::Value;

use crate::harness::{Service, wait_for_count};

async fn disconnect_during(service: &Service, call: reqwest::RequestBuilder) {
    let call = tokio::spawn(call.send());
    wait_for_count(&service.seen.started, 1).await;
    call.abort();
}

fn post(service: &Service, name: &str) -> reqwest::RequestBuilder {
    reqwest::Client::new().post(format!("{}/{name}", service.url)).header("content-type", "application/json")
}

#[tokio::test]
async fn drops_query_when_client_disconnects() {
    let service = Service::start(|routes| routes, |server| server).await;
    disconnect_during(&service, reqwest::Client::new().get(format!("{}/work", service.url))).await;
    wait_for_count(&service.seen.dropped, 1).await;
}

#[tokio::test]
async fn drops_subscription_when_client_disconnects() {
    let service = Service::start(|routes| routes, |server| server).await;
    let response = reqwest::get(format!("{}/ticks", service.url)).await.unwrap();
    wait_for_count(&service.seen.started, 1).await;
    drop(response);
    wait_for_count(&service.seen.dropped, 1).await;
}

#[tokio::test]
async fn cancelled_http_2_stream_drops_only_its_call() {
    let service = Service::start(|routes| routes, |server| server).await;
    let client = reqwest::Client::builder().http2_prior_knowledge().build().unwrap();
    let response = client.get(format!("{}/ticks", service.url)).send().await.unwrap();
    assert_eq!(response.version(), reqwest::Version::HTTP_2);
    let call = tokio::spawn(client.get(format!("{}/work", service.url)).send());
    wait_for_count(&service.seen.started, 2).await;
    call.abort();
    wait_for_count(&service.seen.dropped, 1).await;
    drop(response);
    wait_for_count(&service.seen.dropped, 2).await;
}

#[tokio::test]
async fn finishes_mutation_unless_cancel_on_disconnect() {
    let service = Service::start(|routes| routes, |server| server).await;
    disconnect_during(&service, post(&service, "change")).await;
    tokio::time::sleep(Duration::from_millis(100)).await;
    service.seen.resume.notify_one();
    wait_for_count(&service.seen.ended, 1).await;
    assert_eq!(service.seen.dropped.load(SeqCst), 0);

    let service = Service::start(|routes| routes, |server| server).await;
    disconnect_during(&service, post(&service, "cancellable")).await;
    wait_for_count(&service.seen.dropped, 1).await;
}

#[tokio::test]
async fn drops_call_after_its_deadline() {
    let service = Service::start(|routes| routes, |server| server).await;
    for request in [reqwest::Client::new().get(format!("{}/work", service.url)), post(&service, "change")] {
        let response = request.header("isotype-timeout-ms", "50").send().await.unwrap();
        assert_eq!(response.status(), 408);
        let body: Value = serde_json::from_slice(&response.bytes().await.unwrap()).unwrap();
        assert_eq!(body["error"]["data"]["code"], "TIMEOUT");
        assert!(body["error"]["data"]["path"].is_string());
    }
    wait_for_count(&service.seen.dropped, 2).await;
}
