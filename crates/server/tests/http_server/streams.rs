//! Tests of the lifetime of subscriptions over HTTP.

use std::time::Duration;

use tokio::time::timeout;

use crate::harness::Service;

async fn read_to_end(service: &Service, name: &str) -> String {
    let body = async { reqwest::get(format!("{}/{name}", service.url)).await.unwrap().text().await.unwrap() };
    timeout(Duration::from_secs(10), body).await.expect("the stream does not end")
}

#[tokio::test]
async fn ends_after_max_stream_duration() {
    let service =
        Service::start(|routes| routes.max_stream_duration(Duration::from_millis(100)), |server| server).await;
    let events = read_to_end(&service, "ticks").await;
    assert!(events.contains("data: 0") && !events.contains("event: return"), "{events}");
}

#[tokio::test]
async fn ends_after_first_events_with_long_polling() {
    let service = Service::start(|routes| routes.long_polling(true), |server| server).await;
    let events = read_to_end(&service, "ticks").await;
    assert!(events.ends_with("\n\ndata: 0\n\n"), "{events}");
}

#[tokio::test]
async fn ends_when_its_guard_expires() {
    let service = Service::start(|routes| routes, |server| server).await;
    let events = read_to_end(&service, "brief").await;
    assert!(!events.contains("event: return"), "{events}");
}

#[tokio::test]
async fn sends_keep_alive_while_idle() {
    let routes = |routes: isotype_axum::Routes<_>| {
        routes.keep_alive(Duration::from_millis(5)).max_stream_duration(Duration::from_millis(100))
    };
    let service = Service::start(routes, |server| server).await;
    let events = read_to_end(&service, "ticks").await;
    assert!(events.contains("event: ping\ndata:\n\n"), "{events}");
    assert!(events.starts_with("event: connected\ndata: {\"reconnectAfterInactivityMs\":15}\n\n"), "{events}");
}
