//! Minimal WebSocket client.

use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio::{net::TcpStream, time::timeout};
use tokio_tungstenite::{
    MaybeTlsStream, WebSocketStream, connect_async,
    tungstenite::{Message, client::IntoClientRequest},
};

pub(crate) type Stream = WebSocketStream<MaybeTlsStream<TcpStream>>;

pub(crate) struct WebSocketClient(pub(crate) Stream);

impl WebSocketClient {
    /// Connects and sends the connection parameters.
    pub(crate) async fn open(url: &str, params: Value) -> WebSocketClient {
        let address = format!("{}?connectionParams=1", url.replacen("http", "ws", 1)).into_client_request().unwrap();
        let (stream, _) = connect_async(address).await.unwrap();
        let mut client = WebSocketClient(stream);
        client.send(&json!({"method": "connectionParams", "data": params})).await;
        client
    }

    pub(crate) async fn send(&mut self, message: &Value) {
        self.0.send(Message::text(message.to_string())).await.unwrap();
    }

    /// Sends the calls one after another, returns their responses, and closes the connection.
    pub(crate) async fn call(mut self, calls: &[Value]) -> Vec<Value> {
        let mut responses = Vec::new();
        for call in calls {
            self.send(call).await;
            let response = self.next().await;
            responses.push(serde_json::from_str(response.to_text().unwrap()).unwrap());
        }
        self.0.close(None).await.unwrap();
        responses
    }

    /// Returns the code with which the server closes the connection.
    pub(crate) async fn close_code(mut self) -> u16 {
        loop {
            if let Message::Close(frame) = self.next().await {
                return frame.expect("close frame without a code").code.into();
            }
        }
    }

    async fn next(&mut self) -> Message {
        timeout(Duration::from_secs(10), self.0.next()).await.expect("no message within 10 s").unwrap().unwrap()
    }
}
