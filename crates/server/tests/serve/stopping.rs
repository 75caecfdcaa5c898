//! From the start to the end.

use std::io;

use isotype_server::{ServerConfig, serve};
use serde_json::{Value, json};

use crate::harness::{App, Running, api};

#[tokio::test]
async fn checks_are_asked_and_calls_under_way_end_before_the_server_does() {
    let running = Running::start(&[], |serve| serve.health_check("database", || async { io::Result::Ok(()) })).await;
    for root in [&running.url, &running.metrics] {
        let ready = reqwest::get(format!("{root}/health/ready")).await.unwrap();
        assert_eq!(ready.status(), 200);
        let ready: Value = serde_json::from_slice(&ready.bytes().await.unwrap()).unwrap();
        assert_eq!(ready, json!({"status": "ready", "checks": {"database": "up"}}));
    }
    let call = tokio::spawn(reqwest::get(format!("{}/rpc/wait", running.url)));
    while !metrics(&running.metrics).await.contains("rpc_server_calls_in_flight{rpc_method=\"wait\"} 1") {}
    let (drain, go_on) = (running.drain.clone(), running.go_on.clone());
    let end = tokio::spawn(running.stopped());
    drain.started().await;
    go_on.notify_one();
    assert_eq!(call.await.unwrap().unwrap().status(), 200);
    assert!(end.await.unwrap(), "it does not end");
}

async fn metrics(root: &str) -> String {
    reqwest::get(format!("{root}/metrics")).await.unwrap().text().await.unwrap()
}

#[tokio::test]
async fn it_is_not_ready_while_it_is_held_up() {
    let (mut starting, hold) = (None, &mut None);
    let running = Running::start(&[], |serve| {
        *hold = Some(serve.startup_guard());
        serve
    })
    .await;
    std::mem::swap(&mut starting, hold);
    assert_eq!(running.get("/health/ready").await.status(), 503);
    drop(starting);
    assert_eq!(running.get("/health/ready").await.status(), 200);
}

#[tokio::test]
async fn metrics_are_not_where_everybody_comes() {
    let running = Running::start(&[], |serve| serve).await;
    assert_eq!(running.get("/metrics").await.status(), 404);
}

#[tokio::test]
async fn an_address_that_is_taken_is_named() {
    let taken = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = taken.local_addr().unwrap();
    let mut server = ServerConfig::default();
    server.port = address.port();
    let error = serve(api(), App::default()).config(&server).bind().await.unwrap_err().to_string();
    assert!(error.starts_with(&format!("cannot listen on {address}: ")), "{error}");
}
