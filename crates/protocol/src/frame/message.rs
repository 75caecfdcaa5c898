//! One message of a client.

use std::time::Duration;

use bytes::Bytes;
use serde::Deserialize;

use crate::{Code, ErrorResponse, MessageId, ResponseEnvelope, members::raw_members};

/// What a client wants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ClientMessage {
    /// To call a procedure.
    Call(SocketCall),
    /// To end its subscription of this id; nothing happens where there is none.
    Stop(ResponseEnvelope),
}

/// How a procedure is called. The method must be the procedure's own: there is no verb that covers several.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SocketMethod {
    /// A query: one answer.
    Query,
    /// A mutation: one answer.
    Mutation,
    /// A subscription: started, values, stopped.
    Subscription,
}

impl SocketMethod {
    /// The name on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            SocketMethod::Query => "query",
            SocketMethod::Mutation => "mutation",
            SocketMethod::Subscription => "subscription",
        }
    }
}

/// One call over a socket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SocketCall {
    /// Under what it is answered.
    pub envelope: ResponseEnvelope,
    /// How the procedure is called.
    pub method: SocketMethod,
    /// The procedure.
    pub path: String,
    /// The input as JSON, a piece of the frame; empty when it is absent.
    pub input: Bytes,
    /// The last tracked id that the client has.
    pub last_event_id: Option<String>,
    /// How long the client waits for the answer.
    pub timeout: Option<Duration>,
    /// By what a repeated mutation is known.
    pub idempotency_key: Option<Box<str>>,
    /// Of which trace it is a part (W3C Trace Context, section 3.2).
    pub traceparent: Option<String>,
}

/// Reads one message out of `frame`; on failure, under what to answer it.
pub(super) fn parse(frame: &Bytes, json: &[u8]) -> Result<ClientMessage, (ResponseEnvelope, ErrorResponse)> {
    let ([id, jsonrpc, method, params], whole) = raw_members(json, ["id", "jsonrpc", "method", "params"]);
    let known_id = id.and_then(MessageId::parse);
    let address = ResponseEnvelope {
        id: known_id.clone().unwrap_or(MessageId::NULL),
        jsonrpc: jsonrpc.and_then(text).is_some_and(|version| version == "2.0"),
    };
    let read = || -> Result<ClientMessage, ErrorResponse> {
        whole.map_err(|error| match error.is_data() {
            true => refusal("Not an object"),
            false => invalid_json(&error),
        })?;
        match known_id {
            None => return Err(refusal("Invalid request id")),
            Some(id) if id.is_null() => return Err(refusal("`id` is required")),
            Some(_) => {}
        }
        if jsonrpc.is_some() && !address.jsonrpc {
            return Err(refusal("Must be JSONRPC 2.0"));
        }
        let method = match method.and_then(text).as_deref() {
            Some("query") => SocketMethod::Query,
            Some("mutation") => SocketMethod::Mutation,
            Some("subscription") => SocketMethod::Subscription,
            Some("subscription.stop") => return Ok(ClientMessage::Stop(address.clone())),
            _ => return Err(refusal("Invalid procedure type")),
        };
        call(frame, address.clone(), method, params.unwrap_or("null")).map(ClientMessage::Call)
    };
    read().map_err(|failure| (address.clone(), failure))
}

fn call(
    frame: &Bytes,
    address: ResponseEnvelope,
    method: SocketMethod,
    params: &str,
) -> Result<SocketCall, ErrorResponse> {
    let names = ["path", "input", "lastEventId", "timeoutMs", "idempotencyKey", "traceparent"];
    let ([path, input, last_event_id, timeout, idempotency_key, traceparent], whole) =
        raw_members(params.as_bytes(), names);
    whole.map_err(|_| refusal("Not an object: params"))?;
    Ok(SocketCall {
        envelope: address,
        method,
        path: path.and_then(text).ok_or_else(|| refusal("Invalid string: params.path"))?,
        input: input.map(|json| frame.slice_ref(json.as_bytes())).unwrap_or_default(),
        last_event_id: optional(last_event_id, "Invalid string: params.lastEventId")?,
        timeout: match timeout {
            None | Some("null") => None,
            Some(json) => {
                Some(crate::parse_timeout_ms(json).ok_or_else(|| refusal("Invalid number: params.timeoutMs"))?)
            }
        },
        idempotency_key: optional(idempotency_key, "Invalid string: params.idempotencyKey")?
            .map_or(Ok(None), |key: String| crate::parse_idempotency_key(&key))?,
        // What is no trace is none: no call fails by it.
        traceparent: traceparent.and_then(text),
    })
}

fn text(json: &str) -> Option<String> {
    serde_json::from_str(json).ok()
}

/// A member that may be absent, or `null`.
fn optional<'a, T: Deserialize<'a>>(json: Option<&'a str>, message: &'static str) -> Result<Option<T>, ErrorResponse> {
    json.map_or(Ok(None), |json| serde_json::from_str(json).map_err(|_| refusal(message)))
}

fn refusal(message: &'static str) -> ErrorResponse {
    ErrorResponse::new(Code::ParseError, message)
}

/// What is not JSON.
pub(super) fn invalid_json(error: &serde_json::Error) -> ErrorResponse {
    ErrorResponse::new(Code::ParseError, format!("invalid JSON: {error}"))
}
