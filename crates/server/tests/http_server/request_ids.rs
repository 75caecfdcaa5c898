//! Tests of `x-request-id`.

use reqwest::{Client, Method};

use crate::harness::Service;

async fn request_id(request: reqwest::RequestBuilder) -> String {
    let response = request.send().await.unwrap();
    let ids: Vec<_> = response.headers().get_all("x-request-id").iter().collect();
    assert_eq!(ids.len(), 1, "{ids:?}");
    ids[0].to_str().unwrap().to_owned()
}

#[tokio::test]
async fn returns_request_id_of_client_or_new_one() {
    let service = Service::start(|routes| routes.rest("/api"), |server| server).await;
    let root = format!("http://{}", service.address);
    for (method, path, accept) in [
        (Method::GET, "/rpc/brief", "text/event-stream"),
        (Method::GET, "/rpc/none", "*/*"),
        (Method::GET, "/rpc/none,none?batch=1", "application/jsonl"),
        (Method::GET, "/rpc/none,none?batch=1", "*/*"),
        (Method::GET, "/rpc/none?batch=7", "*/*"),
        (Method::GET, "/rpc/change", "*/*"),
        (Method::POST, "/rpc/change", "*/*"),
        (Method::HEAD, "/rpc/none", "*/*"),
        (Method::GET, "/rpc/%ff", "*/*"),
        (Method::GET, "/api/none", "*/*"),
        (Method::GET, "/api/brief", "text/event-stream"),
        (Method::PUT, "/api/work", "*/*"),
    ] {
        let request = || Client::new().request(method.clone(), format!("{root}{path}")).header("accept", accept);
        assert_eq!(request_id(request().header("x-request-id", "mine-7")).await, "mine-7", "{method} {path}");
        let (first, second) = (request_id(request()).await, request_id(request()).await);
        assert!(first.len() == 36 && first != second, "{method} {path}: {first} {second}");
    }
}

#[tokio::test]
async fn replaces_malformed_request_id() {
    let service = Service::start(|routes| routes, |server| server).await;
    for sent in ["", "two words", &"x".repeat(129)] {
        let id = request_id(Client::new().get(format!("{}/none", service.url)).header("x-request-id", sent)).await;
        assert!(id.len() == 36, "{id}");
    }
}
