//! Test server on a free port, and its clients.

use std::{net::SocketAddr, time::Duration};

use futures_util::{SinkExt, StreamExt};
use isotype_axum::{Drain, Routes};
use isotype_core::BackpressureMetrics;
use serde_json::Value;
use tokio::{
    net::{TcpListener, TcpSocket, TcpStream},
    time::timeout,
};
use tokio_tungstenite::{
    WebSocketStream, client_async,
    tungstenite::{
        self, Message,
        client::IntoClientRequest,
        handshake::client::{Request, Response},
    },
};

use crate::app::{App, api};

pub(crate) struct Server {
    pub(crate) address: SocketAddr,
    pub(crate) app: App,
    pub(crate) drain: Drain,
    pub(crate) metrics: BackpressureMetrics,
}

impl Server {
    pub(crate) async fn new() -> Server {
        Server::with(|routes| routes).await
    }

    pub(crate) async fn with(routes: impl FnOnce(Routes<App>) -> Routes<App>) -> Server {
        Server::configured(routes, |server| server).await
    }

    pub(crate) async fn configured(
        configure_routes: impl FnOnce(Routes<App>) -> Routes<App>,
        configure_server: impl FnOnce(isotype_server::HttpServer) -> isotype_server::HttpServer,
    ) -> Server {
        let (app, drain, metrics) = (App::default(), Drain::default(), BackpressureMetrics::default());
        let routes = Routes::new(api(), app.clone()).drain(&drain).backpressure_metrics(&metrics);
        let router = axum::Router::new().merge(configure_routes(routes).at("/rpc"));
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let server = configure_server(isotype_server::HttpServer::new(&drain));
        tokio::spawn(server.serve(listener, router, std::future::pending()));
        Server { address, app, drain, metrics }
    }

    pub(crate) fn request(&self, target: &str) -> Request {
        format!("ws://{}{target}", self.address).into_client_request().expect("a request")
    }

    pub(crate) async fn open(&self) -> Client {
        self.open_at("/rpc").await
    }

    pub(crate) async fn open_at(&self, target: &str) -> Client {
        self.connect(self.request(target)).await.expect("a socket").0
    }

    pub(crate) async fn connect(&self, request: Request) -> Result<(Client, Response), tungstenite::Error> {
        let (socket, response) = client_async(request, self.stream().await).await?;
        Ok((Client(socket), response))
    }

    pub(crate) async fn stream(&self) -> TcpStream {
        let socket = TcpSocket::new_v4().expect("a socket");
        // With a small buffer, a stalled client blocks the server early.
        socket.set_recv_buffer_size(8 * 1024).expect("a small buffer");
        socket.connect(self.address).await.expect("a connection")
    }
}

pub(crate) struct Client(pub(crate) WebSocketStream<TcpStream>);

/// Timeout for each step of a test.
const TIMEOUT: Duration = Duration::from_secs(10);

impl Client {
    pub(crate) async fn send(&mut self, text: &str) {
        self.0.send(Message::text(text)).await.expect("an open socket");
    }

    pub(crate) async fn call(&mut self, id: u32, method: &str, path: &str, input: Value) {
        let params = serde_json::json!({"path": path, "input": input});
        self.send(&serde_json::json!({"id": id, "method": method, "params": params}).to_string()).await;
    }

    pub(crate) async fn message(&mut self) -> Option<Message> {
        timeout(TIMEOUT, self.0.next()).await.expect("a message in time")?.ok()
    }

    /// Returns the next text frame.
    pub(crate) async fn text(&mut self) -> String {
        match self.message().await {
            Some(Message::Text(text)) => text.to_string(),
            other => panic!("expected a text frame, received {other:?}"),
        }
    }

    pub(crate) async fn expect(&mut self, text: &str) {
        assert_eq!(self.text().await, text);
    }

    /// Returns the id, code and message of the next frame, which must be an error.
    pub(crate) async fn failure(&mut self) -> (Value, String, String) {
        let text = self.text().await;
        let frame: Value = serde_json::from_str(&text).expect("JSON");
        let string = |value: &Value| value.as_str().unwrap_or_else(|| panic!("{text}")).to_owned();
        (frame["id"].clone(), string(&frame["error"]["data"]["code"]), string(&frame["error"]["message"]))
    }

    /// Skips frames until the server closes the socket. Returns the close code and reason, or 1006 if there was no
    /// close frame.
    pub(crate) async fn closed(&mut self) -> (u16, String) {
        loop {
            match self.message().await {
                Some(Message::Close(Some(frame))) => return (frame.code.into(), frame.reason.to_string()),
                Some(Message::Close(None)) => return (1005, String::new()),
                None => return (1006, String::new()),
                Some(_) => {}
            }
        }
    }

    pub(crate) async fn is_quiet(&mut self, ms: u64) -> bool {
        timeout(Duration::from_millis(ms), self.0.next()).await.is_err()
    }
}

/// Waits until a condition holds, for at most [`TIMEOUT`].
pub(crate) async fn wait_until(condition: impl Fn() -> bool) {
    let polling = async {
        while !condition() {
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
    };
    timeout(TIMEOUT, polling).await.expect("the condition holds in time");
}
