//! Messages that clients send (`docs/protocol.md#client-messages`).

use std::time::Duration;

use bytes::Bytes;
use serde::Deserialize;

use crate::{Code, ErrorResponse, MessageId, ResponseEnvelope, members::raw_members};

/// Message sent by a client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ClientMessage {
    /// Calls a procedure.
    Call(SocketCall),
    /// Stops the subscription with this id. Ignored if there is none.
    Stop(ResponseEnvelope),
}

/// Method of a call over a socket. It must match the procedure's kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SocketMethod {
    /// Query, which gets one response.
    Query,
    /// Mutation, which gets one response.
    Mutation,
    /// Subscription, which gets a started message, values and a stopped message.
    Subscription,
}

impl SocketMethod {
    /// Returns the method's name in the wire protocol.
    pub fn as_str(self) -> &'static str {
        match self {
            SocketMethod::Query => "query",
            SocketMethod::Mutation => "mutation",
            SocketMethod::Subscription => "subscription",
        }
    }
}

/// Call over a socket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SocketCall {
    /// Envelope of the responses.
    pub envelope: ResponseEnvelope,
    /// Method of the call.
    pub method: SocketMethod,
    /// Procedure name.
    pub path: String,
    /// Input as JSON, sliced from the frame. Empty if absent.
    pub input: Bytes,
    /// Id of the last tracked event the client received.
    pub last_event_id: Option<String>,
    /// Time the client will wait for the response.
    pub timeout: Option<Duration>,
    /// Idempotency key, if the client sent one.
    pub idempotency_key: Option<Box<str>>,
    /// Trace context (W3C Trace Context, section 3.2).
    pub traceparent: Option<String>,
}

/// Parses one message of `frame`. An error is returned together with the envelope to respond with.
pub(super) fn parse(frame: &Bytes, json: &[u8]) -> Result<ClientMessage, (ResponseEnvelope, ErrorResponse)> {
    let ([id, jsonrpc, method, params], whole) = raw_members(json, ["id", "jsonrpc", "method", "params"]);
    let known_id = id.and_then(MessageId::parse);
    let envelope = ResponseEnvelope {
        id: known_id.clone().unwrap_or(MessageId::NULL),
        jsonrpc: jsonrpc.and_then(text).is_some_and(|version| version == "2.0"),
    };
    let read = || -> Result<ClientMessage, ErrorResponse> {
        whole.map_err(|error| match error.is_data() {
            true => parse_error("Not an object"),
            false => invalid_json(&error),
        })?;
        match known_id {
            None => return Err(parse_error("Invalid request id")),
            Some(id) if id.is_null() => return Err(parse_error("`id` is required")),
            Some(_) => {}
        }
        if jsonrpc.is_some() && !envelope.jsonrpc {
            return Err(parse_error("Must be JSONRPC 2.0"));
        }
        let method = match method.and_then(text).as_deref() {
            Some("query") => SocketMethod::Query,
            Some("mutation") => SocketMethod::Mutation,
            Some("subscription") => SocketMethod::Subscription,
            Some("subscription.stop") => return Ok(ClientMessage::Stop(envelope.clone())),
            _ => return Err(parse_error("Invalid procedure type")),
        };
        call(frame, envelope.clone(), method, params.unwrap_or("null")).map(ClientMessage::Call)
    };
    read().map_err(|error| (envelope.clone(), error))
}

fn call(
    frame: &Bytes,
    envelope: ResponseEnvelope,
    method: SocketMethod,
    params: &str,
) -> Result<SocketCall, ErrorResponse> {
    let names = ["path", "input", "lastEventId", "timeoutMs", "idempotencyKey", "traceparent"];
    let ([path, input, last_event_id, timeout, idempotency_key, traceparent], whole) =
        raw_members(params.as_bytes(), names);
    whole.map_err(|_| parse_error("Not an object: params"))?;
    Ok(SocketCall {
        envelope,
        method,
        path: path.and_then(text).ok_or_else(|| parse_error("Invalid string: params.path"))?,
        input: input.map(|json| frame.slice_ref(json.as_bytes())).unwrap_or_default(),
        last_event_id: optional(last_event_id, "Invalid string: params.lastEventId")?,
        timeout: match timeout {
            None | Some("null") => None,
            Some(json) => {
                Some(crate::parse_timeout_ms(json).ok_or_else(|| parse_error("Invalid number: params.timeoutMs"))?)
            }
        },
        idempotency_key: optional(idempotency_key, "Invalid string: params.idempotencyKey")?
            .map_or(Ok(None), |key: String| crate::parse_idempotency_key(&key))?,
        // A malformed trace context must not fail the call.
        traceparent: traceparent.and_then(text),
    })
}

fn text(json: &str) -> Option<String> {
    serde_json::from_str(json).ok()
}

/// Parses a member that may be absent or `null`.
fn optional<'a, T: Deserialize<'a>>(json: Option<&'a str>, message: &'static str) -> Result<Option<T>, ErrorResponse> {
    json.map_or(Ok(None), |json| serde_json::from_str(json).map_err(|_| parse_error(message)))
}

fn parse_error(message: &'static str) -> ErrorResponse {
    ErrorResponse::new(Code::ParseError, message)
}

/// Creates the error for malformed JSON.
pub(super) fn invalid_json(error: &serde_json::Error) -> ErrorResponse {
    ErrorResponse::new(Code::ParseError, format!("invalid JSON: {error}"))
}
