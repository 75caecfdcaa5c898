//! Tests of startup and shutdown.

use std::io;

use isotype_server::{ServerConfig, serve};
use serde_json::{Value, json};

use crate::harness::{App, Running, api};

#[tokio::test]
async fn reports_checks_and_finishes_calls_before_shutdown() {
    let running = Running::start(&[], |server| server.health_check("database", || async { io::Result::Ok(()) })).await;
    for root in [&running.url, &running.metrics] {
        let ready = reqwest::get(format!("{root}/health/ready")).await.unwrap();
        assert_eq!(ready.status(), 200);
        let ready: Value = serde_json::from_slice(&ready.bytes().await.unwrap()).unwrap();
        assert_eq!(ready, json!({"status": "ready", "checks": {"database": "up"}}));
    }
    let call = tokio::spawn(reqwest::get(format!("{}/rpc/wait", running.url)));
    while !metrics(&running.metrics).await.contains("rpc_server_active_calls{rpc_method=\"wait\"} 1") {}
    let (drain, resume) = (running.drain.clone(), running.resume.clone());
    let shutdown = tokio::spawn(running.shut_down());
    drain.started().await;
    resume.notify_one();
    assert_eq!(call.await.unwrap().unwrap().status(), 200);
    assert!(shutdown.await.unwrap(), "the server does not shut down");
}

async fn metrics(root: &str) -> String {
    reqwest::get(format!("{root}/metrics")).await.unwrap().text().await.unwrap()
}

#[tokio::test]
async fn is_not_ready_until_startup_guard_is_dropped() {
    let (mut guard, from_builder) = (None, &mut None);
    let running = Running::start(&[], |server| {
        *from_builder = Some(server.startup_guard());
        server
    })
    .await;
    std::mem::swap(&mut guard, from_builder);
    assert_eq!(running.get("/health/ready").await.status(), 503);
    drop(guard);
    assert_eq!(running.get("/health/ready").await.status(), 200);
}

#[tokio::test]
async fn main_listener_does_not_serve_metrics() {
    let running = Running::start(&[], |server| server).await;
    assert_eq!(running.get("/metrics").await.status(), 404);
}

#[tokio::test]
async fn bind_error_names_the_address() {
    let occupied = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = occupied.local_addr().unwrap();
    let mut config = ServerConfig::default();
    config.port = address.port();
    let error = serve(api(), App::default()).config(&config).bind().await.unwrap_err().to_string();
    assert!(error.starts_with(&format!("cannot listen on {address}: ")), "{error}");
}
