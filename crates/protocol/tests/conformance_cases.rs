//! Tests that the parser alone, without a server, rejects the malformed frames of the conformance cases.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at what it did not expect")]

use std::{fs, path::Path};

use bytes::Bytes;
use isotype_protocol::{Frame, MessageError};
use serde_json::Value;

/// Returns the scripts in a case file, each with its name and its server's limit of messages per frame.
fn scripts(file: &str) -> Vec<(String, usize, Vec<Value>)> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/conformance/cases").join(file);
    let file: Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
    let script = |case: &Value| {
        let limit = if case["server"] == "small" { 2 } else { 20 };
        (case["name"].as_str().unwrap().to_owned(), limit, case["script"].as_array().unwrap().clone())
    };
    file["cases"].as_array().unwrap().iter().map(script).collect()
}

/// Returns the text frame that a step sends, if it sends one.
fn sent(step: &Value) -> Option<Bytes> {
    let text = step.get("sendText").map(|text| text.as_str().unwrap().to_owned());
    text.or_else(|| step.get("send").map(Value::to_string)).map(Bytes::from)
}

/// Returns the ids and error messages of the messages that the parser rejects.
fn rejections(frame: &Bytes, limit: usize) -> Vec<(Value, String)> {
    let Frame::Messages(messages) = Frame::parse(frame, limit) else { return Vec::new() };
    let shown = |refused: MessageError| {
        let mut answer = Vec::new();
        refused.envelope.write_error(&refused.error, &mut answer);
        let answer: Value = serde_json::from_slice(&answer).unwrap();
        (answer["id"].clone(), answer["error"]["message"].as_str().unwrap().to_owned())
    };
    messages.into_iter().filter_map(Result::err).map(shown).collect()
}

/// Returns the frames that a case expects.
fn expected(script: &[Value]) -> Vec<&Value> {
    let alone = script.iter().filter_map(|step| step.get("expect"));
    let lists =
        script.iter().filter_map(|step| step.get("expectInterleaved")).flat_map(|lists| lists.as_array().unwrap());
    alone.chain(lists.flat_map(|list| list.as_array().unwrap())).collect()
}

/// Returns `true` if the frame is an error without a path, which means that the message was rejected before any call.
fn is_rejection(frame: &&&Value) -> bool {
    let data = &frame["error"]["data"];
    data["path"].is_null() && (data["code"] == "PARSE_ERROR" || data["code"] == "BAD_REQUEST")
}

#[test]
fn rejects_exactly_the_frames_that_the_cases_expect() {
    for file in ["ws-calls.json", "ws-malformed.json", "ws-subscriptions.json"] {
        for (name, limit, script) in scripts(file) {
            let binary = script.iter().filter(|step| step.get("sendBytes").is_some()).count();
            let refused: Vec<_> = script.iter().filter_map(sent).flat_map(|frame| rejections(&frame, limit)).collect();
            let frames = expected(&script);
            let expected: Vec<&&Value> = frames.iter().filter(is_rejection).skip(binary).collect();
            assert_eq!(refused.len(), expected.len(), "{file}: {name}: {refused:?}");
            for ((id, message), frame) in refused.iter().zip(expected) {
                assert_eq!(id, &frame["id"], "{file}: {name}");
                let any = frame["error"]["message"].is_object();
                assert!(any || frame["error"]["message"] == **message, "{file}: {name}: {message}");
            }
        }
    }
}
