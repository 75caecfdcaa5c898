//! Client that writes raw bytes, so that tests can truncate a request at any point.

use std::{net::SocketAddr, time::Duration};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::timeout,
};

const READ_TIMEOUT: Duration = Duration::from_secs(5);

pub(crate) struct RawClient {
    stream: TcpStream,
    read: String,
}

impl RawClient {
    pub(crate) async fn connect(server: SocketAddr) -> RawClient {
        RawClient { stream: TcpStream::connect(server).await.expect("connecting to the server"), read: String::new() }
    }

    /// Opens a connection and sends `text`.
    pub(crate) async fn send(server: SocketAddr, text: &str) -> RawClient {
        let mut client = RawClient::connect(server).await;
        client.write(text).await;
        client
    }

    /// Sends a GET request to `/rpc/{target}`. Each line of `headers` ends with CRLF.
    pub(crate) async fn get(server: SocketAddr, target: &str, headers: &str) -> RawClient {
        RawClient::send(server, &format!("GET /rpc/{target} HTTP/1.1\r\nhost: x\r\n{headers}\r\n")).await
    }

    /// Sends a POST request to `/rpc/{target}`. Each line of `headers` ends with CRLF.
    pub(crate) async fn post(server: SocketAddr, target: &str, headers: &str, body: &str) -> RawClient {
        let length = body.len();
        let head = format!(
            "POST /rpc/{target} HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: {length}\r\n"
        );
        RawClient::send(server, &format!("{head}{headers}\r\n{body}")).await
    }

    pub(crate) async fn write(&mut self, text: &str) {
        self.stream.write_all(text.as_bytes()).await.expect("writing to the server");
    }

    /// Reads until `text` was received, and returns everything received so far.
    pub(crate) async fn read_until(&mut self, text: &str) -> &str {
        while !self.read.contains(text) {
            assert!(self.fill().await, "expected {text:?}, but the connection ended after {:?}", self.read);
        }
        &self.read
    }

    /// Reads until the server closes the connection.
    pub(crate) async fn read_to_end(&mut self) -> &str {
        while self.fill().await {}
        &self.read
    }

    /// Reads some bytes and discards them.
    pub(crate) async fn discard(&mut self) {
        assert!(self.fill().await, "the server closed the connection");
        self.read.clear();
    }

    async fn fill(&mut self) -> bool {
        let mut bytes = [0; 4096];
        let count = timeout(READ_TIMEOUT, self.stream.read(&mut bytes)).await;
        let count = count.unwrap_or_else(|_| panic!("timed out after {:?}", self.read)).unwrap_or(0);
        self.read.push_str(&String::from_utf8_lossy(&bytes[..count]));
        count > 0
    }
}
