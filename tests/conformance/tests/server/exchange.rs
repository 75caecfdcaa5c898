//! One request and its response, over a connection of its own.

use std::net::SocketAddr;

use bytes::Bytes;
use http::HeaderMap;
use http_body_util::{BodyExt, Full};
use hyper::{body::Incoming, client::conn::http1};
use hyper_util::rt::TokioIo;
use serde_json::Value;
use tokio::{net::TcpStream, time::timeout};

use crate::{
    case::{AfterBody, Exchange, Request, Response},
    difference,
    events::SseEvents,
    form,
    lines::JsonLines,
    sequence,
    source::{BodyBuffer, MessageStream, READ_TIMEOUT},
};

pub(crate) async fn run(server: SocketAddr, mount: &str, exchange: &Exchange) -> Result<(), String> {
    let request = build_request(server, mount, &exchange.request)?;
    let stream = TcpStream::connect(server).await.map_err(|error| format!("no connection: {error}"))?;
    let (mut sender, connection) = http1::handshake(TokioIo::new(stream)).await.map_err(error_text)?;
    let connection = tokio::spawn(connection);
    let response = timeout(READ_TIMEOUT, sender.send_request(request)).await.map_err(|_| "no answer comes")?;
    let (head, body) = response.map_err(error_text)?.into_parts();
    let outcome = compare(&exchange.response, head.status.as_u16(), &head.headers, body).await;
    // Whoever leaves, leaves at once.
    connection.abort();
    outcome
}

fn error_text(error: hyper::Error) -> String {
    format!("{error:?}")
}

fn build_request(server: SocketAddr, mount: &str, asked: &Request) -> Result<http::Request<Full<Bytes>>, String> {
    let mut request = http::Request::builder()
        .method(asked.method.as_str())
        .uri(format!("/{mount}{}", asked.target))
        .header("host", server.to_string());
    for (name, value) in &asked.headers {
        request = request.header(name, value);
    }
    let body = match asked {
        Request { json: Some(json), .. } => json.to_string(),
        Request { text: Some(text), .. } => text.clone(),
        Request { form: Some(fields), .. } => {
            request = request.header("content-type", form::CONTENT_TYPE);
            form::write(fields)
        }
        _ => String::new(),
    };
    request.body(Full::from(body)).map_err(|error| format!("the request cannot be sent: {error}"))
}

async fn compare(expected: &Response, status: u16, headers: &HeaderMap, body: Incoming) -> Result<(), String> {
    let mut wrong = Vec::new();
    if status != expected.status {
        wrong.push(format!("status: expected {}, got {status}", expected.status));
    }
    for (name, value) in &expected.headers {
        let got: Vec<_> = headers.get_all(name).iter().map(|value| String::from_utf8_lossy(value.as_bytes())).collect();
        let got = (!got.is_empty()).then(|| got.join(", "));
        if got != *value {
            wrong.push(format!("{name}: expected {value:?}, got {got:?}"));
        }
    }
    // A body under another status is not the one that was expected; as a rule it says why.
    let outcome = match expected {
        Response { lines: Some(lines), .. } if status == expected.status => {
            compare_messages(JsonLines(BodyBuffer::of(body)), lines, expected.then).await
        }
        Response { events: Some(events), .. } if status == expected.status => {
            compare_messages(SseEvents(BodyBuffer::of(body)), events, expected.then).await
        }
        _ => compare_body(expected, body).await,
    };
    wrong.extend(outcome.err());
    if wrong.is_empty() { Ok(()) } else { Err(wrong.join("\n")) }
}

async fn compare_messages(
    mut source: impl MessageStream,
    expected: &[Value],
    then: Option<AfterBody>,
) -> Result<(), String> {
    sequence::expect(&mut source, expected).await?;
    match then {
        None => sequence::expect_end(&mut source, false).await,
        Some(AfterBody::Cut) => sequence::expect_end(&mut source, true).await,
        Some(AfterBody::Open | AfterBody::Left) => Ok(()),
    }
}

async fn compare_body(expected: &Response, body: Incoming) -> Result<(), String> {
    let body = timeout(READ_TIMEOUT, body.collect())
        .await
        .map_err(|_| "the body does not end")?
        .map_err(error_text)?
        .to_bytes();
    let body = String::from_utf8_lossy(&body);
    match expected {
        Response { json: Some(json), .. } => {
            let got: Value = serde_json::from_str(&body).map_err(|error| format!("{body:?} is not JSON: {error}"))?;
            let differences = difference::between(json, &got);
            if differences.is_empty() { Ok(()) } else { Err(format!("{}\nin {got}", differences.join("\n"))) }
        }
        Response { text: Some(text), .. } if *text == body => Ok(()),
        Response { text: Some(text), .. } => Err(format!("body: expected {text:?}, got {body:?}")),
        Response { lines: Some(_), .. } | Response { events: Some(_), .. } => Err(format!("the body is {body}")),
        _ => Ok(()),
    }
}
