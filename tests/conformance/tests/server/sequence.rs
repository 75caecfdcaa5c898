//! What is expected one after the other, against what comes.

use serde_json::Value;

use crate::source::{MessageStream, Received};

/// Reads until all of `expected` has come.
pub(crate) async fn expect(source: &mut impl MessageStream, expected: &[Value]) -> Result<(), String> {
    for (index, value) in expected.iter().enumerate() {
        let outcome = if let Some(lists) = value.get("$interleaved").and_then(Value::as_array) {
            expect_interleaved(source, lists).await
        } else if let Some(count) = value.get("$pings").and_then(Value::as_u64) {
            expect_keep_alives(source, count).await
        } else if value.get("event").is_some_and(|event| event == "ping") {
            expect_keep_alives(source, 1).await
        } else {
            let got = next_value(source).await.map_err(|why| format!("{value} is expected: {why}"));
            got.and_then(|got| differences_to_result(source.differences(value, &got), &got))
        };
        outcome.map_err(|why| format!("at {index}: {why}"))?;
    }
    Ok(())
}

/// Reads what comes in any order, but for the order of each list.
pub(crate) async fn expect_interleaved(source: &mut impl MessageStream, lists: &[Value]) -> Result<(), String> {
    let mut lists: Vec<&[Value]> = lists.iter().filter_map(Value::as_array).map(Vec::as_slice).collect();
    loop {
        lists.retain(|list| !list.is_empty());
        let heads: Vec<&Value> = lists.iter().filter_map(|list| list.first()).collect();
        if heads.is_empty() {
            return Ok(());
        }
        let got = next_value(source).await.map_err(|why| format!("one of {heads:?} is expected: {why}"))?;
        match heads.iter().position(|head| source.differences(head, &got).is_empty()) {
            Some(at) => lists[at] = &lists[at][1..],
            None => {
                let nearest = heads.iter().map(|head| source.differences(head, &got)).min_by_key(Vec::len);
                return differences_to_result(nearest.unwrap_or_default(), &got);
            }
        }
    }
}

/// Reads until nothing more comes; `more` may come before.
pub(crate) async fn expect_end(source: &mut impl MessageStream, more: bool) -> Result<(), String> {
    loop {
        match source.next().await? {
            Received::End(how) if how.contains("broke off") => return Err(how),
            Received::End(_) => return Ok(()),
            Received::Value(value) if !more => return Err(format!("the end is expected, and {value} came")),
            Received::Value(_) | Received::KeepAlive => {}
        }
    }
}

async fn expect_keep_alives(source: &mut impl MessageStream, count: u64) -> Result<(), String> {
    for seen in 0..count {
        match source.next().await? {
            Received::KeepAlive => {}
            Received::Value(value) => {
                return Err(format!("{count} signs of life are expected, {seen} came, then {value}"));
            }
            Received::End(how) => return Err(format!("{count} signs of life are expected, {seen} came: {how}")),
        }
    }
    Ok(())
}

/// The next value, whatever signs of life come before.
async fn next_value(source: &mut impl MessageStream) -> Result<Value, String> {
    loop {
        match source.next().await? {
            Received::KeepAlive => {}
            Received::Value(value) => return Ok(value),
            Received::End(how) => return Err(how),
        }
    }
}

fn differences_to_result(differences: Vec<String>, got: &Value) -> Result<(), String> {
    if differences.is_empty() { Ok(()) } else { Err(format!("{}\nin {got}", differences.join("\n"))) }
}
