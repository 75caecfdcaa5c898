//! Where two JSON values differ.

use serde_json::Value;

/// Every place where `got` is not what was `expected`, one line each; `{"$any": …}` takes whatever is there.
pub(crate) fn between(expected: &Value, got: &Value) -> Vec<String> {
    let mut found = Vec::new();
    compare("$", expected, Some(got), &mut found);
    found
}

/// Whether `got` has at least the members of `pattern`.
pub(crate) fn has(pattern: &Value, got: &Value) -> bool {
    match (pattern, got) {
        (Value::Object(pattern), Value::Object(got)) => {
            pattern.iter().all(|(key, value)| got.get(key).is_some_and(|got| has(value, got)))
        }
        _ => between(pattern, got).is_empty(),
    }
}

fn compare(place: &str, expected: &Value, got: Option<&Value>, found: &mut Vec<String>) {
    let Some(got) = got else { return found.push(format!("{place}: expected {expected}, and there is nothing")) };
    match (expected, got) {
        (Value::Object(any), _) if any.contains_key("$any") => {}
        (Value::Object(expected), Value::Object(got)) => {
            for (key, value) in expected {
                compare(&format!("{place}.{key}"), value, got.get(key), found);
            }
            for (key, value) in got.iter().filter(|(key, _)| !expected.contains_key(*key)) {
                found.push(format!("{place}.{key}: is {value}, and nothing is expected"));
            }
        }
        (Value::Array(expected), Value::Array(got)) if expected.len() == got.len() => {
            for (index, (expected, got)) in expected.iter().zip(got).enumerate() {
                compare(&format!("{place}[{index}]"), expected, Some(got), found);
            }
        }
        (Value::Number(a), Value::Number(b)) if a == b || a.as_f64() == b.as_f64() => {}
        _ if expected == got => {}
        _ => found.push(format!("{place}: expected {expected}, got {got}")),
    }
}
