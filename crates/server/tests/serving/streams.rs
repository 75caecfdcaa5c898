//! How long a subscription's connection lives.

use std::time::Duration;

use tokio::time::timeout;

use crate::harness::Service;

async fn ends(service: &Service, name: &str) -> String {
    let body = async { reqwest::get(format!("{}/{name}", service.url)).await.unwrap().text().await.unwrap() };
    timeout(Duration::from_secs(10), body).await.expect("it does not end")
}

#[tokio::test]
async fn it_ends_when_it_has_lived_as_long_as_it_may() {
    let service =
        Service::start(|routes| routes.max_stream_duration(Duration::from_millis(100)), |server| server).await;
    let events = ends(&service, "ticks").await;
    assert!(events.contains("data: 0") && !events.contains("event: return"), "{events}");
}

#[tokio::test]
async fn it_ends_behind_its_first_events_where_it_is_polled() {
    let service = Service::start(|routes| routes.long_polling(true), |server| server).await;
    let events = ends(&service, "ticks").await;
    assert!(events.ends_with("\n\ndata: 0\n\n"), "{events}");
}

#[tokio::test]
async fn it_ends_when_what_was_proved_expires() {
    let service = Service::start(|routes| routes, |server| server).await;
    let events = ends(&service, "brief").await;
    assert!(!events.contains("event: return"), "{events}");
}

#[tokio::test]
async fn silence_is_broken_by_pings() {
    let routes = |routes: isotype_axum::Routes<_>| {
        routes.keep_alive(Duration::from_millis(5)).max_stream_duration(Duration::from_millis(100))
    };
    let service = Service::start(routes, |server| server).await;
    let events = ends(&service, "ticks").await;
    assert!(events.contains("event: ping\ndata:\n\n"), "{events}");
    assert!(events.starts_with("event: connected\ndata: {\"reconnectAfterInactivityMs\":15}\n\n"), "{events}");
}
