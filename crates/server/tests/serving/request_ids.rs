//! Under which id the log speaks of a request, in every answer to it.

use reqwest::{Client, Method};

use crate::harness::Service;

async fn id(request: reqwest::RequestBuilder) -> String {
    let response = request.send().await.unwrap();
    let ids: Vec<_> = response.headers().get_all("x-request-id").iter().collect();
    assert_eq!(ids.len(), 1, "{ids:?}");
    ids[0].to_str().unwrap().to_owned()
}

#[tokio::test]
async fn every_answer_has_the_id_that_was_sent_or_a_new_one() {
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
        assert_eq!(id(request().header("x-request-id", "mine-7")).await, "mine-7", "{method} {path}");
        let (first, second) = (id(request()).await, id(request()).await);
        assert!(first.len() == 36 && first != second, "{method} {path}: {first} {second}");
    }
}

#[tokio::test]
async fn what_is_no_id_is_replaced() {
    let service = Service::start(|routes| routes, |server| server).await;
    for sent in ["", "two words", &"x".repeat(129)] {
        let given = id(Client::new().get(format!("{}/none", service.url)).header("x-request-id", sent)).await;
        assert!(given.len() == 36, "{given}");
    }
}
