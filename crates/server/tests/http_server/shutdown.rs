//! Tests of graceful shutdown.

use std::{sync::atomic::Ordering::SeqCst, time::Duration};

use tokio::{net::TcpStream, time::timeout};

use crate::harness::{Service, wait_for_count};

const TIMEOUT: Duration = Duration::from_secs(10);

#[tokio::test]
async fn finishes_calls_in_flight_and_refuses_connections() {
    let service = Service::start(|routes| routes, |server| server).await;
    let call = tokio::spawn(reqwest::get(format!("{}/work", service.url)));
    wait_for_count(&service.seen.started, 1).await;
    let (seen, address) = (service.seen.clone(), service.address);
    let shutdown = service.stop();
    let refused = async { while TcpStream::connect(address).await.is_ok() {} };
    timeout(TIMEOUT, refused).await.expect("the server still accepts connections");
    assert!(!shutdown.is_finished());
    seen.resume.notify_one();
    let response = call.await.unwrap().unwrap();
    assert_eq!(response.text().await.unwrap(), r#"{"result":{"data":"done"}}"#);
    timeout(TIMEOUT, shutdown).await.expect("the server does not shut down").unwrap();
}

#[tokio::test]
async fn waits_for_mutation_of_disconnected_client() {
    let service = Service::start(|routes| routes, |server| server).await;
    let change = reqwest::Client::new().post(format!("{}/change", service.url));
    let call = tokio::spawn(change.header("content-type", "application/json").send());
    wait_for_count(&service.seen.started, 1).await;
    call.abort();
    let seen = service.seen.clone();
    let shutdown = service.stop();
    tokio::time::sleep(Duration::from_millis(100)).await;
    assert!(!shutdown.is_finished());
    seen.resume.notify_one();
    timeout(TIMEOUT, shutdown).await.expect("the server does not shut down").unwrap();
    assert_eq!(seen.ended.load(SeqCst), 1);
}

#[tokio::test]
async fn subscriptions_end_without_return_event() {
    let service = Service::start(|routes| routes, |server| server).await;
    let mut response = reqwest::get(format!("{}/ticks", service.url)).await.unwrap();
    let first = response.chunk().await.unwrap().unwrap();
    assert!(first.starts_with(b"event: connected"));
    let shutdown = service.stop();
    let mut rest = Vec::new();
    while let Some(chunk) = response.chunk().await.unwrap() {
        rest.extend_from_slice(&chunk);
    }
    assert!(!String::from_utf8(rest).unwrap().contains("event: return"));
    timeout(TIMEOUT, shutdown).await.expect("the server does not shut down").unwrap();
}

#[tokio::test]
async fn gives_up_after_shutdown_timeout() {
    let service = Service::start(|routes| routes, |server| server.shutdown_timeout(Duration::from_millis(50))).await;
    let call = tokio::spawn(reqwest::get(format!("{}/work", service.url)));
    wait_for_count(&service.seen.started, 1).await;
    timeout(TIMEOUT, service.stop()).await.expect("the server does not shut down").unwrap();
    call.abort();
}
