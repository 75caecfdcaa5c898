//! Differences between JSON values.

use serde_json::Value;

/// Returns one line for each difference between `expected` and `got`; `{"$any": …}` matches any value.
pub(crate) fn between(expected: &Value, got: &Value) -> Vec<String> {
    let mut found = Vec::new();
    compare("$", expected, Some(got), &mut found);
    found
}

/// Returns `true` if `got` has at least the members of `pattern`.
pub(crate) fn has(pattern: &Value, got: &Value) -> bool {
    match (pattern, got) {
        (Value::Object(pattern), Value::Object(got)) => {
            pattern.iter().all(|(key, value)| got.get(key).is_some_and(|got| has(value, got)))
        }
        _ => between(pattern, got).is_empty(),
    }
}

fn compare(path: &str, expected: &Value, got: Option<&Value>, found: &mut Vec<String>) {
    let Some(got) = got else { return found.push(format!("{path}: expected {expected}, found nothing")) };
    match (expected, got) {
        (Value::Object(any), _) if any.contains_key("$any") => {}
        (Value::Object(expected), Value::Object(got)) => {
            for (key, value) in expected {
                compare(&format!("{path}.{key}"), value, got.get(key), found);
            }
            for (key, value) in got.iter().filter(|(key, _)| !expected.contains_key(*key)) {
                found.push(format!("{path}.{key}: expected nothing, got {value}"));
            }
        }
        (Value::Array(expected), Value::Array(got)) if expected.len() == got.len() => {
            for (index, (expected, got)) in expected.iter().zip(got).enumerate() {
                compare(&format!("{path}[{index}]"), expected, Some(got), found);
            }
        }
        (Value::Number(a), Value::Number(b)) if a == b || a.as_f64() == b.as_f64() => {}
        _ if expected == got => {}
        _ => found.push(format!("{path}: expected {expected}, got {got}")),
    }
}
