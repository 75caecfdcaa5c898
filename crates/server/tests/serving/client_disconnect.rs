//! What becomes of a call whose client leaves, or stops waiting.

use std::{sync::atomic::Ordering::SeqCst, time::Duration};

use serde_json::Value;

use crate::harness::{Service, wait_for_count};

async fn leave(service: &Service, call: reqwest::RequestBuilder) {
    let call = tokio::spawn(call.send());
    wait_for_count(&service.seen.begun, 1).await;
    call.abort();
}

fn post(service: &Service, name: &str) -> reqwest::RequestBuilder {
    reqwest::Client::new().post(format!("{}/{name}", service.url)).header("content-type", "application/json")
}

#[tokio::test]
async fn a_query_is_dropped_when_its_client_leaves() {
    let service = Service::start(|routes| routes, |server| server).await;
    leave(&service, reqwest::Client::new().get(format!("{}/work", service.url))).await;
    wait_for_count(&service.seen.dropped, 1).await;
}

#[tokio::test]
async fn a_subscription_is_dropped_when_its_client_leaves() {
    let service = Service::start(|routes| routes, |server| server).await;
    let response = reqwest::get(format!("{}/ticks", service.url)).await.unwrap();
    wait_for_count(&service.seen.begun, 1).await;
    drop(response);
    wait_for_count(&service.seen.dropped, 1).await;
}

#[tokio::test]
async fn who_leaves_over_http_2_leaves_that_call_alone() {
    let service = Service::start(|routes| routes, |server| server).await;
    let client = reqwest::Client::builder().http2_prior_knowledge().build().unwrap();
    let response = client.get(format!("{}/ticks", service.url)).send().await.unwrap();
    assert_eq!(response.version(), reqwest::Version::HTTP_2);
    let call = tokio::spawn(client.get(format!("{}/work", service.url)).send());
    wait_for_count(&service.seen.begun, 2).await;
    call.abort();
    wait_for_count(&service.seen.dropped, 1).await;
    drop(response);
    wait_for_count(&service.seen.dropped, 2).await;
}

#[tokio::test]
async fn a_mutation_runs_to_its_end_unless_it_is_marked() {
    let service = Service::start(|routes| routes, |server| server).await;
    leave(&service, post(&service, "change")).await;
    tokio::time::sleep(Duration::from_millis(100)).await;
    service.seen.go_on.notify_one();
    wait_for_count(&service.seen.ended, 1).await;
    assert_eq!(service.seen.dropped.load(SeqCst), 0);

    let service = Service::start(|routes| routes, |server| server).await;
    leave(&service, post(&service, "halting")).await;
    wait_for_count(&service.seen.dropped, 1).await;
}

#[tokio::test]
async fn work_past_its_deadline_is_dropped() {
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
