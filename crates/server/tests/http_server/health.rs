//! Tests of the health endpoints.

use std::{
    io,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering::SeqCst},
    },
    time::Duration,
};

use axum::Router;
use isotype_axum::Drain;
use isotype_server::{Health, HttpServer};
use serde_json::{Value, json};
use tokio::{
    net::TcpListener,
    sync::oneshot,
    time::{sleep, timeout},
};

async fn serve(health: Health, server: HttpServer) -> (String, oneshot::Sender<()>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/health", listener.local_addr().unwrap());
    let (stop, stopped) = oneshot::channel::<()>();
    let app = Router::new().merge(health.routes());
    tokio::spawn(server.serve(listener, app, async { stopped.await.unwrap_or_default() }));
    (url, stop)
}

async fn get(url: &str, endpoint: &str) -> (u16, Value) {
    let response = reqwest::get(format!("{url}/{endpoint}")).await.unwrap();
    assert_eq!(response.headers()["cache-control"], "no-store");
    assert_eq!(response.headers()["content-type"], "application/json");
    (response.status().as_u16(), serde_json::from_slice(&response.bytes().await.unwrap()).unwrap())
}

#[tokio::test]
async fn names_failed_check_without_its_error() {
    let drain = Drain::default();
    let is_up = Arc::new(AtomicBool::new(true));
    let database = is_up.clone();
    let health = Health::new(&drain)
        .check_timeout(Duration::from_millis(50))
        .check("database", move || {
            let is_up = database.load(SeqCst);
            async move { if is_up { Ok(()) } else { Err(io::Error::other("ann:hunter2 was refused")) } }
        })
        .check("disk", || async { Ok::<_, io::Error>(()) });
    let (url, _stop) = serve(health, HttpServer::new(&drain)).await;
    let ready = json!({"status": "ready", "checks": {"database": "up", "disk": "up"}});
    assert_eq!(get(&url, "ready").await, (200, ready.clone()));
    is_up.store(false, SeqCst);
    let down = json!({"status": "down", "checks": {"database": "down", "disk": "up"}});
    assert_eq!(get(&url, "ready").await, (503, down));
    assert_eq!(get(&url, "live").await, (200, json!({"status": "live"})));
    is_up.store(true, SeqCst);
    assert_eq!(get(&url, "ready").await, (200, ready));
}

#[tokio::test]
async fn check_that_hangs_or_panics_is_down() {
    let drain = Drain::default();
    let health = Health::new(&drain)
        .check_timeout(Duration::from_millis(20))
        .check("hangs", std::future::pending::<io::Result<()>>)
        .check("panics", || async { if true { panic!("on purpose") } else { io::Result::Ok(()) } })
        .check("passes", || async { io::Result::Ok(()) });
    let (url, _stop) = serve(health, HttpServer::new(&drain)).await;
    let (status, body) =
        timeout(Duration::from_secs(10), get(&url, "ready")).await.expect("the response never arrives");
    assert_eq!((status, &body["checks"]), (503, &json!({"hangs": "down", "panics": "down", "passes": "up"})));
}

#[tokio::test]
async fn is_not_ready_until_startup_guard_is_dropped() {
    let drain = Drain::default();
    let health = Health::new(&drain);
    let guard = health.startup_guard();
    let (url, _stop) = serve(health, HttpServer::new(&drain)).await;
    assert_eq!(get(&url, "ready").await, (503, json!({"status": "starting"})));
    assert_eq!(get(&url, "live").await.0, 200);
    drop(guard);
    assert_eq!(get(&url, "ready").await, (200, json!({"status": "ready"})));
}

#[tokio::test]
async fn is_not_ready_but_serves_during_drain_delay() {
    let drain = Drain::default();
    let (url, stop) = serve(Health::new(&drain), HttpServer::new(&drain).drain_delay(Duration::from_secs(60))).await;
    assert_eq!(get(&url, "ready").await.0, 200);
    stop.send(()).unwrap();
    while !drain.is_draining() {
        sleep(Duration::from_millis(2)).await;
    }
    // The request uses a new connection, which is still accepted.
    assert_eq!(get(&url, "ready").await, (503, json!({"status": "draining"})));
    assert_eq!(get(&url, "live").await.0, 200);
    assert!(!drain.is_started());
}

#[tokio::test]
async fn concurrent_requests_share_check_runs() {
    let drain = Drain::default();
    let (runs, running) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let counted_runs = runs.clone();
    let health = Health::new(&drain).check("slow", move || {
        let (runs, running) = (counted_runs.clone(), running.clone());
        async move {
            runs.fetch_add(1, SeqCst);
            let is_alone = running.fetch_add(1, SeqCst) == 0;
            sleep(Duration::from_millis(20)).await;
            running.fetch_sub(1, SeqCst);
            if is_alone { Ok(()) } else { Err("another run is in progress") }
        }
    });
    let (url, _stop) = serve(health, HttpServer::new(&drain)).await;
    let responses = futures_util::future::join_all((0..50).map(|_| get(&url, "ready"))).await;
    assert!(responses.iter().all(|(status, _)| *status == 200));
    assert!(runs.load(SeqCst) < 50, "{runs:?}");
}
