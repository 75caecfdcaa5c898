use std::time::Duration;

use super::*;
use crate::{MessageId, SocketCall, SocketMethod};

const LIMIT: usize = 3;

fn parse(text: &str) -> Vec<Result<ClientMessage, MessageError>> {
    match Frame::parse(&Bytes::copy_from_slice(text.as_bytes()), LIMIT) {
        Frame::Messages(messages) => messages,
        other => panic!("{text} is {other:?}"),
    }
}

fn call(text: &str) -> SocketCall {
    match parse(text).pop() {
        Some(Ok(ClientMessage::Call(call))) => call,
        other => panic!("{text} is {other:?}"),
    }
}

/// Returns the ids and messages of rejected messages.
fn rejections(text: &str) -> Vec<(String, String)> {
    let refused = parse(text).into_iter().filter_map(Result::err);
    refused.map(|refused| (refused.envelope.id.to_string(), refused.error.message.into_owned())).collect()
}

fn rejection(text: &str) -> (String, String) {
    let mut all = rejections(text);
    assert_eq!(all.len(), 1, "{text}");
    all.remove(0)
}

fn id(text: &str) -> MessageId {
    MessageId::parse(text).unwrap()
}

#[test]
fn parses_every_member_of_a_call() {
    let frame = Bytes::from_static(
        br#"{"id":1,"method":"subscription","params":{"path":"a.b","input":{"x": 1},"lastEventId":"7","timeoutMs":50,"idempotencyKey":"k"}}"#,
    );
    let Frame::Messages(mut messages) = Frame::parse(&frame, LIMIT) else { unreachable!() };
    let Some(Ok(ClientMessage::Call(call))) = messages.pop() else { unreachable!() };
    assert_eq!((call.envelope.id, call.method, &call.path[..]), (id("1"), SocketMethod::Subscription, "a.b"));
    assert_eq!(call.input, r#"{"x": 1}"#);
    assert!(frame.as_ptr_range().contains(&call.input.as_ptr()), "the input is cut out, not copied");
    assert_eq!((call.last_event_id.as_deref(), call.idempotency_key.as_deref()), (Some("7"), Some("k")));
    assert_eq!(call.timeout, Some(Duration::from_millis(50)));
}

#[test]
fn distinguishes_absent_members_from_null_where_it_matters() {
    let call_without = call(r#"{"id":1,"method":"query","params":{"path":"a"}}"#);
    assert_eq!((call_without.input, call_without.last_event_id, call_without.timeout), (Bytes::new(), None, None));
    let call_with = call(r#"{"id":1,"method":"query","params":{"path":"a","input":null,"lastEventId":null}}"#);
    assert_eq!((&call_with.input[..], call_with.last_event_id), (&b"null"[..], None));
}

#[test]
fn parses_ping_and_pong() {
    let parse = |text: &'static str| Frame::parse(&text.into(), LIMIT);
    assert!(matches!(parse("PING"), Frame::Ping));
    assert!(matches!(parse("PONG"), Frame::Pong));
    assert!(matches!(parse("PING "), Frame::Messages(_)));
    assert!(matches!(parse("ping"), Frame::Messages(_)));
}

#[test]
fn repeats_jsonrpc_and_requires_version_2_0() {
    assert!(call(r#"{"id":"abc","jsonrpc":"2.0","method":"query","params":{"path":"p"}}"#).envelope.jsonrpc);
    let text = r#"{"id":5,"jsonrpc":"1.0","method":"query","params":{"path":"p"}}"#;
    assert_eq!(rejection(text), ("5".into(), "Must be JSONRPC 2.0".into()));
}

#[test]
fn parses_a_stop_message_without_params() {
    let stop = parse(r#"{"id":"a","method":"subscription.stop"}"#).pop().unwrap().unwrap();
    assert_eq!(stop, ClientMessage::Stop(ResponseEnvelope { id: id("\"a\""), jsonrpc: false }));
}

#[test]
fn rejects_a_message_under_its_id() {
    let cases = [
        (r#"{"id":1,"method":"bogus","params":{"path":"p"}}"#, "1", "Invalid procedure type"),
        (r#"{"id":1,"params":{"path":"p"}}"#, "1", "Invalid procedure type"),
        (r#"{"id":2,"method":"query"}"#, "2", "Not an object: params"),
        (r#"{"id":2,"method":"query","params":[]}"#, "2", "Not an object: params"),
        (r#"{"id":3,"method":"query","params":{"path":7}}"#, "3", "Invalid string: params.path"),
        (r#"{"id":3,"method":"query","params":{}}"#, "3", "Invalid string: params.path"),
        (
            r#"{"id":4,"method":"query","params":{"path":"p","lastEventId":5}}"#,
            "4",
            "Invalid string: params.lastEventId",
        ),
        (r#"{"id":4,"method":"query","params":{"path":"p","timeoutMs":-1}}"#, "4", "Invalid number: params.timeoutMs"),
        (r#"{"method":"query","params":{"path":"p"}}"#, "null", "Invalid request id"),
        (r#"{"id":{"a":1},"method":"query","params":{"path":"p"}}"#, "null", "Invalid request id"),
        (r#"{"id":null,"method":"query","params":{"path":"p"}}"#, "null", "`id` is required"),
        ("5", "null", "Not an object"),
        ("null", "null", "Not an object"),
    ];
    for (text, id, message) in cases {
        assert_eq!(rejection(text), (id.into(), message.into()), "{text}");
    }
}

#[test]
fn rejects_a_truncated_frame_under_its_readable_ids() {
    let (id, message) = rejection(r#"{"id":9,"method":"query","params":{"path":"p","input":{bad"#);
    assert_eq!(id, "9");
    assert!(message.starts_with("invalid JSON: "), "{message}");
    let text = r#"[{"id":1,"method":"mutation","params":{"path":"p"}},{"id":2,"#;
    let (id, _) = rejection(text);
    assert_eq!(id, "1", "and nothing of it is run");
    assert_eq!(rejection("not json").0, "null");
    assert_eq!(rejection("").0, "null");
    assert_eq!(rejection("[1,2").0, "null");
}

#[test]
fn rejects_one_message_without_affecting_others() {
    let messages = parse(r#" [{"id":8,"method":"query","params":{"path":"p"}},{"bad":1},3]"#);
    assert!(messages[0].is_ok());
    assert_eq!(messages[1].as_ref().unwrap_err().error.message, "Invalid request id");
    assert_eq!(messages[2].as_ref().unwrap_err().error.message, "Not an object");
    assert!(parse("[]").is_empty());
}

#[test]
fn rejects_every_readable_id_above_the_limit() {
    let text = r#"[{"id":1,"method":"query","params":{"path":"p"}},{"id":"x"},{"bad":1},4]"#;
    let message = "Batch call exceeds maximum size: 4 calls, and at most 3 are taken".to_owned();
    assert_eq!(rejections(text), [("1".to_owned(), message.clone()), ("\"x\"".to_owned(), message.clone())]);
    assert_eq!(rejections("[1,2,3,4]"), [("null".to_owned(), message)]);
}

#[test]
fn bounds_the_number_of_rejections() {
    let text = format!("[{}]", vec![r#"{"id":1}"#; 5000].join(","));
    let refusals = rejections(&text);
    assert_eq!(refusals.len(), MAX_REJECTIONS);
    assert!(refusals[0].1.contains("5000 calls"));
}

#[test]
fn uses_the_last_duplicate_member() {
    let call = call(r#"{"id":1,"id":2,"method":"mutation","method":"query","params":{"path":"a","path":"b"}}"#);
    assert_eq!((call.envelope.id, call.method, &call.path[..]), (id("2"), SocketMethod::Query, "b"));
}

#[test]
fn accepts_huge_numbers_as_ids() {
    for number in ["1e999", "123456789012345678901234567890", "-0.0"] {
        let text = format!(r#"{{"id":{number},"method":"query","params":{{"path":"p"}}}}"#);
        assert_eq!(call(&text).envelope.id.as_json(), number);
    }
}

#[test]
fn parses_deep_json_without_recursion() {
    let deep = "[".repeat(1_000_000);
    assert_eq!(rejections(&deep).len(), 1);
    let closed = format!("{deep}{}", "]".repeat(1_000_000));
    assert_eq!(rejection(&closed).1, "Not an object");
    let input = call(&format!(r#"{{"id":1,"method":"query","params":{{"path":"p","input":{closed}}}}}"#)).input;
    assert_eq!(input.len(), closed.len());
    assert!(!crate::is_within_depth(&input, 128));
    let decoded = serde_json::from_slice::<serde_json::Value>(&input);
    assert!(decoded.unwrap_err().to_string().contains("recursion limit"));
}
