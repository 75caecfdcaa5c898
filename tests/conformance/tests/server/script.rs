//! Scripts: sequences of steps on WebSockets.

use std::{collections::BTreeMap, net::SocketAddr, time::Duration};

use base64::{Engine, prelude::BASE64_STANDARD};
use serde_json::Value;
use tokio_tungstenite::tungstenite::Message;

use crate::{
    message_stream::{MessageStream, READ_TIMEOUT},
    sequence,
    socket::{Frame, Socket},
};

pub(crate) async fn run(server: SocketAddr, path: &str, script: &[Value]) -> Result<(), String> {
    let mut sockets = BTreeMap::new();
    for (index, step) in script.iter().enumerate() {
        let on = step.get("on").and_then(Value::as_u64).unwrap_or(1);
        let outcome = match step.get("open").and_then(Value::as_str) {
            Some(search) => Socket::open(server, path, search).await.map(|socket| drop(sockets.insert(on, socket))),
            None => match sockets.get_mut(&on) {
                Some(socket) => run_step(socket, step).await,
                None => Err("no step before opens this socket".to_owned()),
            },
        };
        match outcome {
            Err(_) if step.get("optional") == Some(&Value::Bool(true)) => return Ok(()),
            outcome => outcome.map_err(|reason| format!("step {index}, {step}:\n{reason}"))?,
        }
    }
    Ok(())
}

async fn run_step(socket: &mut Socket, step: &Value) -> Result<(), String> {
    let string = |key: &str| step.get(key).and_then(Value::as_str);
    let list = |key: &str| step.get(key).and_then(Value::as_array);
    let number = |key: &str| step.get(key).and_then(Value::as_u64);
    if let Some(frame) = step.get("send") {
        socket.send(Message::text(frame.to_string())).await
    } else if let Some(text) = string("sendText") {
        socket.send(Message::text(text)).await
    } else if let Some(bytes) = string("sendBytes") {
        socket.send(Message::binary(BASE64_STANDARD.decode(bytes).map_err(|error| error.to_string())?)).await
    } else if let Some(frame) = step.get("expect") {
        expect(socket, frame).await
    } else if let Some(text) = string("expectText") {
        expect_text(socket, text).await
    } else if let Some(lists) = list("expectInterleaved") {
        sequence::expect_interleaved(socket, lists).await
    } else if let Some(pattern) = step.get("skip") {
        socket.skipped.push(pattern.clone());
        Ok(())
    } else if let Some(milliseconds) = number("quiet") {
        socket.expect_silence(Duration::from_millis(milliseconds)).await
    } else if let Some(code) = number("close") {
        socket.close(u16::try_from(code).map_err(|error| error.to_string())?).await
    } else if let Some(codes) = list("expectClose") {
        expect_close(socket, codes).await
    } else {
        Err("unknown step".to_owned())
    }
}

async fn expect(socket: &mut Socket, expected: &Value) -> Result<(), String> {
    loop {
        match socket.frame(READ_TIMEOUT).await {
            None => return Err("timed out waiting for a frame".to_owned()),
            Some(Frame::Closed(code)) => return Err(format!("closed with code {code}")),
            Some(Frame::Text(text)) => {
                let got: Value = serde_json::from_str(&text).unwrap_or_else(|_| text.clone().into());
                let differences = socket.differences(expected, &got);
                if differences.is_empty() {
                    return Ok(());
                }
                if !socket.is_skipped(&text) {
                    return Err(format!("{}\nin {text}", differences.join("\n")));
                }
            }
        }
    }
}

async fn expect_text(socket: &mut Socket, expected: &str) -> Result<(), String> {
    loop {
        match socket.frame(READ_TIMEOUT).await {
            Some(Frame::Text(text)) if text == expected => return Ok(()),
            Some(Frame::Text(text)) if socket.is_skipped(&text) => {}
            Some(Frame::Text(text)) => return Err(format!("unexpected frame {text}")),
            Some(Frame::Closed(code)) => return Err(format!("closed with code {code}")),
            None => return Err("timed out waiting for a frame".to_owned()),
        }
    }
}

async fn expect_close(socket: &mut Socket, codes: &[Value]) -> Result<(), String> {
    loop {
        match socket.frame(READ_TIMEOUT).await {
            Some(Frame::Closed(code)) if codes.iter().any(|one| *one == code) => return Ok(()),
            Some(Frame::Closed(code)) => return Err(format!("closed with code {code}")),
            Some(Frame::Text(text)) if socket.is_skipped(&text) => {}
            Some(Frame::Text(text)) => return Err(format!("unexpected frame {text}")),
            None => return Err("timed out waiting for the close frame".to_owned()),
        }
    }
}
