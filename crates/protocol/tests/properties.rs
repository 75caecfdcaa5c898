//! Property tests of the parsers and writers: no input causes a panic, and everything written can be read back.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at what it did not expect")]

use bytes::Bytes;
use isotype_protocol::{
    ClientMessage, Code, ConnectionParams, ErrorResponse, Frame, JsonlWriter, QueryParams, ResponseEnvelope,
    SocketCall, SseWriter, decode_path, is_within_depth, split_inputs,
};
use proptest::{collection::vec, option, prelude::*};
use serde_json::{Value, json};

/// Generates arbitrary JSON, a few levels deep.
fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 32, 6, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..6).prop_map(Value::from),
            vec((any::<String>(), inner), 0..6).prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

/// Generates bytes as from a hostile client: noise, or a valid message partly replaced by noise.
fn any_bytes() -> impl Strategy<Value = Vec<u8>> {
    let good = r#"[{"id":1,"jsonrpc":"2.0","method":"query","params":{"path":"a","input":{"0":[1,"x"]}}}]"#;
    let bent = (0..good.len(), 0..good.len(), vec(any::<u8>(), 0..4)).prop_map(|(from, to, noise)| {
        let (from, to) = (from.min(to), from.max(to));
        [&good.as_bytes()[..from], &noise, &good.as_bytes()[to..]].concat()
    });
    prop_oneof![vec(any::<u8>(), 0..200), "[\\[\\]{}\",:0-9a-z\\\\ ]{0,60}".prop_map(String::into_bytes), bent]
}

fn any_id() -> impl Strategy<Value = Value> {
    prop_oneof![any::<u64>().prop_map(Value::from), "[^\\p{C}]{0,20}".prop_map(Value::from)]
}

fn any_call() -> impl Strategy<Value = (Value, Value)> {
    let method = prop_oneof![Just("query"), Just("mutation"), Just("subscription")];
    let (text, key) = (option::of(any::<String>()), option::of("[ -~]{1,255}"));
    (any_id(), any::<bool>(), method, any::<String>(), option::of(any_json()), text, any::<Option<u32>>(), key)
        .prop_map(|(id, jsonrpc, method, path, input, last, timeout, key)| {
            let mut params = json!({"path": path});
            let members =
                [("input", input), ("lastEventId", last.map(Value::from)), ("timeoutMs", timeout.map(Value::from))];
            for (name, value) in members.into_iter().chain([("idempotencyKey", key.map(Value::from))]) {
                if let Some(value) = value {
                    params[name] = value;
                }
            }
            let mut message = json!({"id": id, "method": method, "params": params.clone()});
            if jsonrpc {
                message["jsonrpc"] = "2.0".into();
            }
            (message, params)
        })
}

/// Reconstructs the message that a call was parsed from.
fn message_of(call: &SocketCall) -> Value {
    let mut params = json!({"path": call.path});
    if !call.input.is_empty() {
        params["input"] = serde_json::from_slice(&call.input).unwrap();
    }
    if let Some(last) = &call.last_event_id {
        params["lastEventId"] = last.as_str().into();
    }
    if let Some(timeout) = call.timeout {
        params["timeoutMs"] = u64::try_from(timeout.as_millis()).unwrap().into();
    }
    if let Some(key) = &call.idempotency_key {
        params["idempotencyKey"] = (**key).into();
    }
    let id: Value = serde_json::from_str(call.envelope.id.as_json()).unwrap();
    let mut message = json!({"id": id, "method": call.method.as_str(), "params": params});
    if call.envelope.jsonrpc {
        message["jsonrpc"] = "2.0".into();
    }
    message
}

/// Parses the envelope of a message as a server would.
fn envelope(id: &Value, jsonrpc: bool) -> ResponseEnvelope {
    let mut message = json!({"id": id, "method": "subscription.stop"});
    if jsonrpc {
        message["jsonrpc"] = "2.0".into();
    }
    match Frame::parse(&Bytes::from(message.to_string()), 1) {
        Frame::Messages(mut messages) => match messages.pop() {
            Some(Ok(ClientMessage::Stop(address))) => address,
            other => panic!("{message} is {other:?}"),
        },
        other => panic!("{message} is {other:?}"),
    }
}

/// Parses events as a browser does, into `(event, data, id)` (WHATWG HTML, section 9.2.6).
fn browser(stream: &str) -> Vec<(String, String, Option<String>)> {
    let mut events = Vec::new();
    let (mut name, mut data, mut id) = (String::new(), None::<String>, None);
    for line in stream.split('\n') {
        let (field, value) = line.split_once(':').unwrap_or((line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match field {
            "" => {
                if let Some(data) = data.take() {
                    events.push((name.clone(), data, id.clone()));
                }
                name.clear();
            }
            "event" => name = value.to_owned(),
            "data" => data = Some(data.map_or_else(|| value.to_owned(), |before| format!("{before}\n{value}"))),
            "id" => id = Some(value.to_owned()).filter(|id| !id.is_empty()),
            other => panic!("{other:?} is no field"),
        }
    }
    events
}

proptest! {
    #[test]
    fn noise_panics_no_parser(noise in any_bytes(), limit in 0_usize..4, count in 0_usize..4) {
        let frame = Bytes::from(noise);
        if let Frame::Messages(messages) = Frame::parse(&frame, limit) {
            for refused in messages.into_iter().filter_map(Result::err) {
                refused.envelope.write_error(&refused.error, &mut Vec::new());
            }
        }
        let _ = split_inputs(&frame, count);
        let _ = ConnectionParams::from_message(&frame);
        is_within_depth(&frame, limit);
        let text = String::from_utf8_lossy(&frame);
        let _ = QueryParams::parse(Some(&text));
        let _ = decode_path(&text);
        let _ = ConnectionParams::from_parameter(&text);
    }

    #[test]
    fn every_call_round_trips(calls in vec(any_call(), 1..4)) {
        let messages: Vec<&Value> = calls.iter().map(|(message, _)| message).collect();
        let frame = if calls.len() == 1 { messages[0].to_string() } else { json!(messages).to_string() };
        let Frame::Messages(read) = Frame::parse(&frame.into(), calls.len()) else { panic!("no messages") };
        prop_assert_eq!(read.len(), calls.len());
        for (read, (message, params)) in read.iter().zip(&calls) {
            let Ok(ClientMessage::Call(call)) = read else { panic!("{read:?}") };
            prop_assert_eq!(&message_of(call), message);
            prop_assert_eq!(call.input.is_empty(), params.get("input").is_none());
        }
    }

    #[test]
    fn parses_every_element_of_an_array(calls in vec(any_call(), 2..5), broken in any_json()) {
        let frame = json!(calls.iter().map(|(message, _)| message).chain([&broken]).collect::<Vec<_>>());
        let Frame::Messages(read) = Frame::parse(&frame.to_string().into(), 5) else { panic!("no messages") };
        prop_assert_eq!(read.iter().filter(|message| message.is_ok()).count(), calls.len());
        prop_assert_eq!(read.len(), calls.len() + 1);
    }

    #[test]
    fn responses_round_trip(id in any_id(), jsonrpc: bool, event_id: Option<String>, value in any_json(), message: String) {
        let address = envelope(&id, jsonrpc);
        let mut expected = json!({"id": id});
        if jsonrpc {
            expected["jsonrpc"] = "2.0".into();
        }
        let mut out = Vec::new();
        address.write_data(event_id.as_deref(), value.to_string().as_bytes(), &mut out);
        let mut with_value = expected.clone();
        with_value["result"] = match &event_id {
            None => json!({"type": "data", "data": value}),
            Some(id) => json!({"type": "data", "data": {"id": id, "data": value}, "id": id}),
        };
        prop_assert_eq!(serde_json::from_slice::<Value>(&out).unwrap(), with_value);
        out.clear();
        address.write_error(&ErrorResponse::new(Code::Conflict, message.clone()), &mut out);
        expected["error"] = json!({"message": message, "code": -32009, "data": {"code": "CONFLICT", "httpStatus": 409}});
        prop_assert_eq!(serde_json::from_slice::<Value>(&out).unwrap(), expected);
    }

    #[test]
    fn events_round_trip(values in vec((option::of("[^\0\r\n]{1,12}"), any_json()), 0..8)) {
        let mut stream = SseWriter::default();
        let mut written = Vec::new();
        for (id, value) in &values {
            stream.write_data(id.clone(), value.to_string().as_bytes(), &mut written);
        }
        let events = browser(std::str::from_utf8(&written).unwrap());
        let read: Vec<_> = events.iter().filter(|(name, _, _)| name.is_empty()).collect();
        prop_assert_eq!(read.len(), values.len());
        for ((id, value), (_, data, read_id)) in values.iter().zip(read) {
            prop_assert_eq!(&serde_json::from_str::<Value>(data).unwrap(), value);
            prop_assert_eq!(read_id, id);
        }
        let last = values.iter().rev().find_map(|(id, _)| id.as_ref());
        prop_assert_eq!(events.last().and_then(|(_, _, id)| id.as_ref()), last, "what a browser resumes from");
    }

    #[test]
    fn writes_json_lines_and_defines_every_id_first(kinds in vec(0..4, 1..6), field: String, value in any_json()) {
        let mut out = Vec::new();
        let mut lines = JsonlWriter::start(kinds.len(), &mut out);
        let json = value.to_string();
        for (call, kind) in kinds.into_iter().enumerate() {
            match kind {
                0 => {
                    lines.open_result(call, &mut out);
                    out.extend_from_slice(json.as_bytes());
                    lines.close_result(&mut out);
                }
                1 => lines.write_error(call, &ErrorResponse::new(Code::NotFound, field.clone()), &mut out),
                2 => {
                    let items = lines.define_stream(call, &mut out);
                    items.open(&mut out);
                    out.extend_from_slice(json.as_bytes());
                    lines.close_chunk(&mut out);
                    items.finish(&mut out);
                }
                _ => {
                    lines.define_object(call, &mut out).open(&mut out);
                    out.extend_from_slice(json!({ field.as_str(): 0 }).to_string().as_bytes());
                    lines.close_chunk_value(&mut out);
                    let later = lines.define_promise(&field, &mut out);
                    lines.close_definitions(&mut out);
                    later.reject(&ErrorResponse::new(Code::Timeout, "late"), &mut out);
                }
            }
        }
        let lines: Vec<Value> = out.split_inclusive(|byte| *byte == b'\n').map(|line| serde_json::from_slice(line).unwrap()).collect();
        let definitions = |line: &Value| -> Vec<u64> {
            let defined = line[2].as_array().into_iter().flatten().skip(1).chain(
                line.as_object().into_iter().flat_map(|head| head.values()).filter_map(|value| value.get(1)));
            defined.map(|definition| definition[2].as_u64().unwrap()).collect()
        };
        let mut known: Vec<u64> = Vec::new();
        for line in &lines {
            if let Some(id) = line[0].as_u64() {
                prop_assert!(known.contains(&id), "{} is defined before {}", id, line);
            }
            for id in definitions(line) {
                prop_assert!(!known.contains(&id), "{} is defined once", id);
                known.push(id);
            }
        }
    }
}
