//! Tests that the resolver of dynamic procedures runs once per call.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a panic fails the test")]
#![allow(missing_docs, reason = "test names describe the tests")]

use std::{
    net::SocketAddr,
    sync::{Arc, Mutex},
};

use futures_util::{SinkExt, Stream, StreamExt, stream};
use isotype_axum::{Drain, Routes};
use isotype_core::{Ctx, Router, mutation, query, subscription};
use tokio::net::{TcpListener, TcpStream};
use tokio_tungstenite::{WebSocketStream, client_async, tungstenite::Message};

async fn ping(_: Ctx<()>, _: ()) -> &'static str {
    "pong"
}

fn count(_: Ctx<()>, _: ()) -> impl Stream<Item = u32> {
    stream::iter([1])
}

/// Server whose procedures are all dynamic.
struct Server {
    address: SocketAddr,
    /// Names passed to the resolver, in order.
    resolved: Arc<Mutex<Vec<String>>>,
}

impl Server {
    async fn start() -> Server {
        let resolved = Arc::<Mutex<Vec<String>>>::default();
        let log = resolved.clone();
        let api = Router::new().dynamic("any", move |name| {
            log.lock().unwrap().push(name.to_owned());
            match name {
                "query" => Some(query(ping)),
                "mutation" => Some(mutation(ping)),
                "subscription" => Some(subscription(count)),
                _ => None,
            }
        });
        let router = axum::Router::new().merge(Routes::new(api, ()).at("/rpc"));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let server = isotype_server::HttpServer::new(&Drain::default());
        tokio::spawn(server.serve(listener, router, std::future::pending()));
        Server { address, resolved }
    }

    async fn get(&self, path: &str, accept: &str) -> String {
        let request = reqwest::Client::new().get(format!("http://{}/rpc/{path}", self.address));
        request.header("accept", accept).send().await.unwrap().text().await.unwrap()
    }

    async fn post(&self, path: &str) -> String {
        let request = reqwest::Client::new().post(format!("http://{}/rpc/{path}", self.address));
        request.header("content-type", "application/json").send().await.unwrap().text().await.unwrap()
    }

    async fn socket(&self) -> WebSocketStream<TcpStream> {
        let stream = TcpStream::connect(self.address).await.unwrap();
        client_async(format!("ws://{}/rpc", self.address), stream).await.unwrap().0
    }

    #[track_caller]
    fn assert_resolved(&self, names: &[&str]) {
        assert_eq!(std::mem::take(&mut *self.resolved.lock().unwrap()), names);
    }
}

#[tokio::test]
async fn resolves_once_per_unary_call() {
    let server = Server::start().await;
    assert_eq!(server.get("any.query", "*/*").await, r#"{"result":{"data":"pong"}}"#);
    server.assert_resolved(&["query"]);
    assert_eq!(server.post("any.mutation").await, r#"{"result":{"data":"pong"}}"#);
    server.assert_resolved(&["mutation"]);
    assert!(server.post("any.query").await.contains("METHOD_NOT_SUPPORTED"));
    server.assert_resolved(&["query"]);
    assert!(server.get("any.missing", "*/*").await.contains("NOT_FOUND"));
    server.assert_resolved(&["missing"]);
}

#[tokio::test]
async fn resolves_once_per_call_of_a_batch() {
    let server = Server::start().await;
    let body = server.get("any.query,any.missing,any.query?batch=1", "*/*").await;
    assert_eq!(body.matches("pong").count(), 2, "{body}");
    server.assert_resolved(&["query", "missing", "query"]);
    let body = server.get("any.query,any.query?batch=1", "application/jsonl").await;
    assert_eq!(body.matches("pong").count(), 2, "{body}");
    server.assert_resolved(&["query", "query"]);
    assert!(server.get("any.query,any.mutation?batch=1", "*/*").await.contains("Cannot mix procedure types"));
    server.assert_resolved(&["query", "mutation"]);
}

#[tokio::test]
async fn resolves_once_per_sse_subscription() {
    let server = Server::start().await;
    let body = server.get("any.subscription", "text/event-stream").await;
    assert!(body.contains("data: 1\n") && body.contains("event: return"), "{body}");
    server.assert_resolved(&["subscription"]);
}

#[tokio::test]
async fn resolves_once_per_websocket_call() {
    let server = Server::start().await;
    let mut socket = server.socket().await;
    for (method, end) in [("query", "pong"), ("mutation", "pong"), ("subscription", "stopped")] {
        let call = format!(r#"{{"id":1,"method":"{method}","params":{{"path":"any.{method}"}}}}"#);
        socket.send(Message::text(call)).await.unwrap();
        loop {
            let frame = socket.next().await.unwrap().unwrap().into_text().unwrap();
            if frame.as_str().contains(end) {
                break;
            }
        }
        server.assert_resolved(&[method]);
    }
}
