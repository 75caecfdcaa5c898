//! A socket, spoken to by hand.

use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio::{net::TcpStream, time::timeout};
use tokio_tungstenite::{
    MaybeTlsStream, WebSocketStream, connect_async,
    tungstenite::{Message, client::IntoClientRequest},
};

pub(crate) type Stream = WebSocketStream<MaybeTlsStream<TcpStream>>;

pub(crate) struct Socket(pub(crate) Stream);

impl Socket {
    /// One whose connection params are `params`.
    pub(crate) async fn open(url: &str, params: Value) -> Socket {
        let address = format!("{}?connectionParams=1", url.replacen("http", "ws", 1)).into_client_request().unwrap();
        let (stream, _) = connect_async(address).await.unwrap();
        let mut socket = Socket(stream);
        socket.send(&json!({"method": "connectionParams", "data": params})).await;
        socket
    }

    pub(crate) async fn send(&mut self, message: &Value) {
        self.0.send(Message::text(message.to_string())).await.unwrap();
    }

    /// The answer to each call, one after another.
    pub(crate) async fn ask(mut self, calls: &[Value]) -> Vec<Value> {
        let mut answers = Vec::new();
        for call in calls {
            self.send(call).await;
            let answer = self.next().await;
            answers.push(serde_json::from_str(answer.to_text().unwrap()).unwrap());
        }
        self.0.close(None).await.unwrap();
        answers
    }

    /// By which code the server closes it.
    pub(crate) async fn closed(mut self) -> u16 {
        loop {
            if let Message::Close(frame) = self.next().await {
                return frame.expect("a code").code.into();
            }
        }
    }

    async fn next(&mut self) -> Message {
        timeout(Duration::from_secs(10), self.0.next()).await.expect("a message in time").unwrap().unwrap()
    }
}
