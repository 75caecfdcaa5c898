//! Baseline: an equivalent server written with axum alone.

use std::{convert::Infallible, time::Duration};

use axum::{
    extract::{
        Path, State,
        ws::{Message, WebSocket, WebSocketUpgrade},
    },
    response::{IntoResponse, Response, Sse, sse},
};
use futures_util::{Stream, StreamExt, stream};
use tokio::sync::broadcast::Receiver;

use crate::api::Ticks;

pub(crate) async fn socket(State(ticks): State<Ticks>, upgrade: WebSocketUpgrade) -> Response {
    upgrade.read_buffer_size(READ_BUFFER).on_upgrade(|socket| run_socket(socket, ticks))
}

/// Read buffer size per socket. axum's default is 128 KiB.
const READ_BUFFER: usize = 4096;

/// Handles calls and subscriptions on a socket.
async fn run_socket(mut socket: WebSocket, ticks: Ticks) {
    let mut events = ticks.subscribe();
    while let Some(Ok(Message::Text(text))) = socket.recv().await {
        if !text.contains("subscription") {
            drop(socket.send(Message::Text(r#"{"id":1,"result":{"type":"data","data":"pong"}}"#.into())).await);
            continue;
        }
        drop(socket.send(Message::Text(r#"{"id":1,"result":{"type":"started"}}"#.into())).await);
        let counts = text.contains("count");
        let mut n = 0;
        loop {
            n = if counts {
                n + 1
            } else if let Ok(n) = events.recv().await {
                n
            } else {
                return;
            };
            let frame = format!(r#"{{"id":1,"result":{{"type":"data","data":{n}}}}}"#);
            if socket.send(Message::Text(frame.into())).await.is_err() {
                return;
            }
        }
    }
}

pub(crate) async fn events(State(ticks): State<Ticks>, Path(path): Path<String>) -> Response {
    match path.as_str() {
        "count" => stream_of(stream::iter(0..)).into_response(),
        "silent" => stream_of(stream::pending()).into_response(),
        _ => stream_of(received(ticks.subscribe())).into_response(),
    }
}

fn received(events: Receiver<u64>) -> impl Stream<Item = u64> + Send {
    stream::unfold(events, |mut events| async move { Some((events.recv().await.ok()?, events)) })
}

fn stream_of(numbers: impl Stream<Item = u64> + Send + 'static) -> impl IntoResponse {
    let connected = stream::iter([sse::Event::default().event("connected").data("{}")]);
    let events = numbers.map(|n| sse::Event::default().data(n.to_string()));
    let events = connected.chain(events).map(Ok::<_, Infallible>);
    Sse::new(events).keep_alive(sse::KeepAlive::new().interval(Duration::from_secs(10)))
}
