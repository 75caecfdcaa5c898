//! Benchmark client.

use std::fmt;

use futures_util::{SinkExt, StreamExt};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpSocket, TcpStream},
};
use tokio_tungstenite::{
    WebSocketStream, client_async_with_config,
    tungstenite::{Message, protocol::WebSocketConfig},
};

use crate::server_process::ServerProcess;

/// Transport that a client uses, and the server implementation it connects to.
#[derive(Clone, Copy)]
pub(crate) enum Transport {
    BaselineSocket,
    Socket,
    BaselineEvents,
    Events,
}

impl Transport {
    pub(crate) const ALL: [Transport; 4] =
        [Transport::BaselineSocket, Transport::Socket, Transport::BaselineEvents, Transport::Events];

    fn path(self) -> &'static str {
        match self {
            Transport::BaselineSocket | Transport::BaselineEvents => "/baseline",
            Transport::Socket | Transport::Events => "/rpc",
        }
    }
}

impl fmt::Display for Transport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Transport::BaselineSocket => "baseline socket",
            Transport::Socket => "socket",
            Transport::BaselineEvents => "baseline SSE",
            Transport::Events => "SSE",
        })
    }
}

pub(crate) enum Subscriber {
    Socket(Box<WebSocketStream<TcpStream>>),
    Events(TcpStream, Vec<u8>),
}

impl Subscriber {
    /// Subscribes and waits until the server confirms the subscription.
    pub(crate) async fn open(server: &ServerProcess, transport: Transport, path: &str) -> Subscriber {
        let mut subscriber = match transport {
            Transport::BaselineSocket | Transport::Socket => {
                let mut socket = Subscriber::connect_socket(server, transport).await;
                socket.send("subscription", path, 0).await;
                socket
            }
            Transport::BaselineEvents | Transport::Events => {
                let mut stream = connect(server).await;
                let head = format!("GET {}/{path} HTTP/1.1\r\nhost: {}\r\n", transport.path(), server.address);
                stream.write_all((head + "accept: text/event-stream\r\n\r\n").as_bytes()).await.unwrap();
                Subscriber::Events(stream, vec![0; 8192])
            }
        };
        subscriber.next().await;
        subscriber
    }

    /// Opens a socket for calls.
    pub(crate) async fn connect_socket(server: &ServerProcess, transport: Transport) -> Subscriber {
        let config = WebSocketConfig::default().read_buffer_size(4096);
        let address = format!("ws://{}{}", server.address, transport.path());
        let opened = client_async_with_config(address, connect(server).await, Some(config)).await;
        Subscriber::Socket(Box::new(opened.unwrap().0))
    }

    async fn send(&mut self, method: &str, path: &str, input: u32) {
        let Subscriber::Socket(socket) = self else { panic!("SSE clients cannot send") };
        let call = format!(r#"{{"id":1,"method":"{method}","params":{{"path":"{path}","input":{input}}}}}"#);
        socket.send(Message::text(call)).await.unwrap();
    }

    /// Calls a procedure and waits for the response.
    pub(crate) async fn call(&mut self, method: &str, path: &str, input: u32) {
        self.send(method, path, input).await;
        self.next().await;
    }

    /// Waits for at least one event and returns the number of events received.
    pub(crate) async fn next(&mut self) -> u32 {
        match self {
            Subscriber::Socket(socket) => {
                socket.next().await.unwrap().unwrap();
                1
            }
            Subscriber::Events(stream, buffer) => loop {
                let read = stream.read(buffer).await.unwrap();
                assert!(read > 0, "the stream ended");
                let events = buffer[..read].windows(2).filter(|pair| *pair == b"\n\n").count();
                if events > 0 {
                    return u32::try_from(events).unwrap();
                }
            },
        }
    }
}

async fn connect(server: &ServerProcess) -> TcpStream {
    let socket = TcpSocket::new_v4().unwrap();
    socket.set_recv_buffer_size(8 * 1024).unwrap();
    socket.connect(server.address.parse().unwrap()).await.unwrap()
}
