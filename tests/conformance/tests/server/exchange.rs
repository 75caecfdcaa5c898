//! HTTP exchange over its own connection: sends the request of a case and compares the response.

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
    difference, form,
    jsonl::JsonLines,
    message_stream::{BodyBuffer, MessageStream, READ_TIMEOUT},
    sequence,
    sse::SseEvents,
};

pub(crate) async fn run(server: SocketAddr, path: &str, exchange: &Exchange) -> Result<(), String> {
    let request = build_request(server, path, &exchange.request)?;
    let stream = TcpStream::connect(server).await.map_err(|error| format!("cannot connect: {error}"))?;
    let (mut sender, connection) = http1::handshake(TokioIo::new(stream)).await.map_err(error_text)?;
    let connection = tokio::spawn(connection);
    let response =
        timeout(READ_TIMEOUT, sender.send_request(request)).await.map_err(|_| "timed out waiting for a response")?;
    let (head, body) = response.map_err(error_text)?.into_parts();
    let outcome = compare(&exchange.response, head.status.as_u16(), &head.headers, body).await;
    // Closes the connection now: a stream of the case may still be open.
    connection.abort();
    outcome
}

fn error_text(error: hyper::Error) -> String {
    format!("{error:?}")
}

fn build_request(server: SocketAddr, path: &str, case: &Request) -> Result<http::Request<Full<Bytes>>, String> {
    let mut request = http::Request::builder()
        .method(case.method.as_str())
        .uri(format!("/{path}{}", case.target))
        .header("host", server.to_string());
    for (name, value) in &case.headers {
        request = request.header(name, value);
    }
    let body = match case {
        Request { json: Some(json), .. } => json.to_string(),
        Request { text: Some(text), .. } => text.clone(),
        Request { form: Some(fields), .. } => {
            request = request.header("content-type", form::CONTENT_TYPE);
            form::write(fields)
        }
        _ => String::new(),
    };
    request.body(Full::from(body)).map_err(|error| format!("invalid request in the case: {error}"))
}

async fn compare(expected: &Response, status: u16, headers: &HeaderMap, body: Incoming) -> Result<(), String> {
    let mut differences = Vec::new();
    if status != expected.status {
        differences.push(format!("status: expected {}, got {status}", expected.status));
    }
    for (name, value) in &expected.headers {
        let got: Vec<_> = headers.get_all(name).iter().map(|value| String::from_utf8_lossy(value.as_bytes())).collect();
        let got = (!got.is_empty()).then(|| got.join(", "));
        if got != *value {
            differences.push(format!("{name}: expected {value:?}, got {got:?}"));
        }
    }
    // With an unexpected status, the body is compared as text: it usually has an error message.
    let outcome = match expected {
        Response { lines: Some(lines), .. } if status == expected.status => {
            compare_messages(JsonLines(BodyBuffer::new(body)), lines, expected.then).await
        }
        Response { events: Some(events), .. } if status == expected.status => {
            compare_messages(SseEvents(BodyBuffer::new(body)), events, expected.then).await
        }
        _ => compare_body(expected, body).await,
    };
    differences.extend(outcome.err());
    if differences.is_empty() { Ok(()) } else { Err(differences.join("\n")) }
}

async fn compare_messages(
    mut stream: impl MessageStream,
    expected: &[Value],
    then: Option<AfterBody>,
) -> Result<(), String> {
    sequence::expect(&mut stream, expected).await?;
    match then {
        None => sequence::expect_end(&mut stream, false).await,
        Some(AfterBody::Cut) => sequence::expect_end(&mut stream, true).await,
        Some(AfterBody::Open | AfterBody::Left) => Ok(()),
    }
}

async fn compare_body(expected: &Response, body: Incoming) -> Result<(), String> {
    let body = timeout(READ_TIMEOUT, body.collect())
        .await
        .map_err(|_| "timed out reading the response body")?
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
        Response { lines: Some(_), .. } | Response { events: Some(_), .. } => Err(format!("unexpected body: {body}")),
        _ => Ok(()),
    }
}
