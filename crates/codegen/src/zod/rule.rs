//! Validation rules as calls to the functions in `zod-checks.js`.

use isotype_contract::{Check, IntegerEncoding, LengthUnit, Rule, Shape, to_ecmascript_regex};

use super::scalar::{ValueKind, value_kind};

/// Returns the check of a rule for values of `shape`, or `None` if the rule does not apply to them. Named types in
/// `shape` must be resolved.
///
/// # Errors
///
/// Returns a message if JavaScript cannot express the rule.
pub(super) fn check(rule: &Rule, shape: &Shape, integers: IntegerEncoding) -> Result<Option<String>, String> {
    let literal = |text: &str| serde_json::Value::from(text).to_string();
    let call = match (&rule.check, value_kind(shape, integers)) {
        (Check::Trim, ValueKind::String) => "trim".to_owned(),
        (Check::Lowercase, ValueKind::String) => "lowercase".to_owned(),
        (Check::Length { unit, min, max }, ValueKind::String) => {
            // Only the server checks units that JavaScript cannot count.
            let Some(check) = length_check(*unit) else { return Ok(None) };
            format!("{check}({})", bounds(min, max, u64::to_string))
        }
        (Check::Length { min, max, .. }, ValueKind::Collection) => {
            format!("items({})", bounds(min, max, u64::to_string))
        }
        (Check::Range { min, max }, ValueKind::Number) => {
            format!("range({})", bounds(min, max, |bound| literal(bound)))
        }
        (Check::Range { min, max }, ValueKind::IntegerText) => {
            format!("integerRange({})", bounds(min, max, |bound| literal(bound)))
        }
        (Check::Range { min, max }, ValueKind::Float32) => {
            format!("float32Range({})", bounds(min, max, |bound| literal(bound)))
        }
        (Check::Ascii, ValueKind::String) => "ascii".to_owned(),
        (Check::Alphanumeric, ValueKind::String) => "alphanumeric".to_owned(),
        (Check::Email, ValueKind::String) => "email".to_owned(),
        (Check::Url, ValueKind::String) => "url".to_owned(),
        (Check::Ip, ValueKind::String) => "ip".to_owned(),
        (Check::Ipv4, ValueKind::String) => "ipv4".to_owned(),
        (Check::Ipv6, ValueKind::String) => "ipv6".to_owned(),
        (Check::Contains(part), ValueKind::String) => format!("contains({})", literal(part)),
        (Check::Prefix(part), ValueKind::String) => format!("prefix({})", literal(part)),
        (Check::Suffix(part), ValueKind::String) => format!("suffix({})", literal(part)),
        (Check::Pattern(regex), ValueKind::String) => {
            format!("pattern(/{}/u, {})", to_ecmascript_regex(regex)?, literal(regex))
        }
        _ => return Ok(None),
    };
    Ok(Some(with_message(rule, format!("check.{call}"))))
}

/// Wraps the check with the rule's custom message, if it has one.
pub(super) fn with_message(rule: &Rule, check: String) -> String {
    match &rule.message {
        Some(message) => format!("check.withMessage({}, {check})", serde_json::Value::from(message.as_str())),
        None => check,
    }
}

fn length_check(unit: LengthUnit) -> Option<&'static str> {
    match unit {
        LengthUnit::Bytes => Some("bytes"),
        LengthUnit::Chars => Some("chars"),
        LengthUnit::Graphemes => Some("graphemes"),
        LengthUnit::Utf16 => Some("utf16"),
        _ => None,
    }
}

fn bounds<T>(min: &Option<T>, max: &Option<T>, text: impl Fn(&T) -> String) -> String {
    let min = min.as_ref().map_or_else(|| "undefined".to_owned(), &text);
    max.as_ref().map_or_else(|| min.clone(), |max| format!("{min}, {}", text(max)))
}
