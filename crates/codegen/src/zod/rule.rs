//! A rule as a call of `zod-checks.js`.

use isotype_contract::{Check, Integers, Rule, Shape, Unit, ecmascript};

use super::scalar::{Nature, nature};

/// The check of one value of `shape`, whose named types are resolved; nothing where it says nothing of such a value.
///
/// # Errors
///
/// Why it cannot be told in JavaScript.
pub(super) fn check(rule: &Rule, shape: &Shape, integers: Integers) -> Result<Option<String>, String> {
    let (text, nature) = (|text: &str| serde_json::Value::from(text).to_string(), nature(shape, integers));
    let call = match (&rule.check, nature) {
        (Check::Trim, Nature::Text) => "trim".to_owned(),
        (Check::Lowercase, Nature::Text) => "lowercase".to_owned(),
        (Check::Length { unit, min, max }, Nature::Text) => {
            format!("{}({})", counted(*unit), bounds(min, max, u64::to_string))
        }
        (Check::Length { min, max, .. }, Nature::Items) => format!("items({})", bounds(min, max, u64::to_string)),
        (Check::Range { min, max }, Nature::Number) => format!("range({})", bounds(min, max, |bound| text(bound))),
        (Check::Range { min, max }, Nature::Digits) => format!("digits({})", bounds(min, max, |bound| text(bound))),
        (Check::Range { min, max }, Nature::Single) => format!("single({})", bounds(min, max, |bound| text(bound))),
        (Check::Ascii, Nature::Text) => "ascii".to_owned(),
        (Check::Alphanumeric, Nature::Text) => "alphanumeric".to_owned(),
        (Check::Email, Nature::Text) => "email".to_owned(),
        (Check::Url, Nature::Text) => "url".to_owned(),
        (Check::Ip, Nature::Text) => "ip".to_owned(),
        (Check::Ipv4, Nature::Text) => "ipv4".to_owned(),
        (Check::Ipv6, Nature::Text) => "ipv6".to_owned(),
        (Check::Contains(part), Nature::Text) => format!("contains({})", text(part)),
        (Check::Prefix(part), Nature::Text) => format!("prefix({})", text(part)),
        (Check::Suffix(part), Nature::Text) => format!("suffix({})", text(part)),
        (Check::Pattern(regex), Nature::Text) => format!("pattern(/{}/u, {})", ecmascript(regex)?, text(regex)),
        _ => return Ok(None),
    };
    Ok(Some(said(rule, format!("check.{call}"))))
}

/// The check, in the words that the rule has for people.
pub(super) fn said(rule: &Rule, check: String) -> String {
    match &rule.message {
        Some(message) => format!("check.say({}, {check})", serde_json::Value::from(message.as_str())),
        None => check,
    }
}

fn counted(unit: Unit) -> &'static str {
    match unit {
        Unit::Bytes => "bytes",
        Unit::Chars => "chars",
        Unit::Graphemes => "graphemes",
        Unit::Utf16 => "utf16",
    }
}

fn bounds<T>(min: &Option<T>, max: &Option<T>, text: impl Fn(&T) -> String) -> String {
    let min = min.as_ref().map_or_else(|| "undefined".to_owned(), &text);
    max.as_ref().map_or_else(|| min.clone(), |max| format!("{min}, {}", text(max)))
}
