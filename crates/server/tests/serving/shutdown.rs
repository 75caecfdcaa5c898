//! The end of a server.

use std::{sync::atomic::Ordering::SeqCst, time::Duration};

use tokio::{net::TcpStream, time::timeout};

use crate::harness::{Service, wait_for_count};

const LONG: Duration = Duration::from_secs(10);

#[tokio::test]
async fn calls_under_way_come_to_their_end_and_no_more_are_taken() {
    let service = Service::start(|routes| routes, |server| server).await;
    let call = tokio::spawn(reqwest::get(format!("{}/work", service.url)));
    wait_for_count(&service.seen.begun, 1).await;
    let (seen, address) = (service.seen.clone(), service.address);
    let end = service.stop();
    let refused = async { while TcpStream::connect(address).await.is_ok() {} };
    timeout(LONG, refused).await.expect("it still takes connections");
    assert!(!end.is_finished());
    seen.go_on.notify_one();
    let response = call.await.unwrap().unwrap();
    assert_eq!(response.text().await.unwrap(), r#"{"result":{"data":"done"}}"#);
    timeout(LONG, end).await.expect("it does not end").unwrap();
}

#[tokio::test]
async fn a_mutation_whose_client_has_left_is_waited_for() {
    let service = Service::start(|routes| routes, |server| server).await;
    let change = reqwest::Client::new().post(format!("{}/change", service.url));
    let call = tokio::spawn(change.header("content-type", "application/json").send());
    wait_for_count(&service.seen.begun, 1).await;
    call.abort();
    let seen = service.seen.clone();
    let end = service.stop();
    tokio::time::sleep(Duration::from_millis(100)).await;
    assert!(!end.is_finished());
    seen.go_on.notify_one();
    timeout(LONG, end).await.expect("it does not end").unwrap();
    assert_eq!(seen.ended.load(SeqCst), 1);
}

#[tokio::test]
async fn subscriptions_end_without_a_word_by_which_clients_come_back() {
    let service = Service::start(|routes| routes, |server| server).await;
    let mut response = reqwest::get(format!("{}/ticks", service.url)).await.unwrap();
    let first = response.chunk().await.unwrap().unwrap();
    assert!(first.starts_with(b"event: connected"));
    let end = service.stop();
    let mut rest = Vec::new();
    while let Some(chunk) = response.chunk().await.unwrap() {
        rest.extend_from_slice(&chunk);
    }
    assert!(!String::from_utf8(rest).unwrap().contains("event: return"));
    timeout(LONG, end).await.expect("it does not end").unwrap();
}

#[tokio::test]
async fn what_never_ends_is_given_up() {
    let service = Service::start(|routes| routes, |server| server.shutdown_timeout(Duration::from_millis(50))).await;
    let call = tokio::spawn(reqwest::get(format!("{}/work", service.url)));
    wait_for_count(&service.seen.begun, 1).await;
    timeout(LONG, service.stop()).await.expect("it does not end").unwrap();
    call.abort();
}
