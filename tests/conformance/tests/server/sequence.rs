//! Comparison of received messages with an expected sequence.

use serde_json::Value;

use crate::message_stream::{MessageStream, Received};

/// Reads messages and compares them with `expected`, in order.
pub(crate) async fn expect(stream: &mut impl MessageStream, expected: &[Value]) -> Result<(), String> {
    for (index, value) in expected.iter().enumerate() {
        let outcome = if let Some(lists) = value.get("$interleaved").and_then(Value::as_array) {
            expect_interleaved(stream, lists).await
        } else if let Some(count) = value.get("$pings").and_then(Value::as_u64) {
            expect_keep_alives(stream, count).await
        } else if value.get("event").is_some_and(|event| event == "ping") {
            expect_keep_alives(stream, 1).await
        } else {
            let got = next_value(stream).await.map_err(|reason| format!("expected {value}: {reason}"));
            got.and_then(|got| differences_to_result(stream.differences(value, &got), &got))
        };
        outcome.map_err(|reason| format!("message {index}: {reason}"))?;
    }
    Ok(())
}

/// Reads the messages of several lists. Each list keeps its order; between the lists any order is accepted.
pub(crate) async fn expect_interleaved(stream: &mut impl MessageStream, lists: &[Value]) -> Result<(), String> {
    let mut lists: Vec<&[Value]> = lists.iter().filter_map(Value::as_array).map(Vec::as_slice).collect();
    loop {
        lists.retain(|list| !list.is_empty());
        let heads: Vec<&Value> = lists.iter().filter_map(|list| list.first()).collect();
        if heads.is_empty() {
            return Ok(());
        }
        let got = next_value(stream).await.map_err(|reason| format!("expected one of {heads:?}: {reason}"))?;
        match heads.iter().position(|head| stream.differences(head, &got).is_empty()) {
            Some(at) => lists[at] = &lists[at][1..],
            None => {
                let nearest = heads.iter().map(|head| stream.differences(head, &got)).min_by_key(Vec::len);
                return differences_to_result(nearest.unwrap_or_default(), &got);
            }
        }
    }
}

/// Reads until the stream ends. If `more` is `true`, further values are accepted before the end.
pub(crate) async fn expect_end(stream: &mut impl MessageStream, more: bool) -> Result<(), String> {
    loop {
        match stream.next().await? {
            Received::End(reason) if reason.contains("broke off") => return Err(reason),
            Received::End(_) => return Ok(()),
            Received::Value(value) if !more => return Err(format!("expected the end, got {value}")),
            Received::Value(_) | Received::KeepAlive => {}
        }
    }
}

async fn expect_keep_alives(stream: &mut impl MessageStream, count: u64) -> Result<(), String> {
    for seen in 0..count {
        match stream.next().await? {
            Received::KeepAlive => {}
            Received::Value(value) => {
                return Err(format!("expected {count} keep-alive messages, got {seen}, then {value}"));
            }
            Received::End(reason) => return Err(format!("expected {count} keep-alive messages, got {seen}: {reason}")),
        }
    }
    Ok(())
}

/// Reads the next value; skips keep-alive messages.
async fn next_value(stream: &mut impl MessageStream) -> Result<Value, String> {
    loop {
        match stream.next().await? {
            Received::KeepAlive => {}
            Received::Value(value) => return Ok(value),
            Received::End(reason) => return Err(reason),
        }
    }
}

fn differences_to_result(differences: Vec<String>, got: &Value) -> Result<(), String> {
    if differences.is_empty() { Ok(()) } else { Err(format!("{}\nin {got}", differences.join("\n"))) }
}
