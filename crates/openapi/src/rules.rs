//! What a value must keep to, as keywords of JSON Schema. Where none says the same, one that says less.

use isotype_schema::{Check, Rule, Unit};
use serde_json::{Map, Number, Value, json};

/// Adds the rules of a member to its schema.
pub(crate) fn apply(schema: &mut Value, rules: &[Rule]) {
    // Behind a change it is another text that keeps to the rules than the one that was sent.
    let is_sent = |rule: &&Rule| !rules.iter().any(|rule| rule.check.is_change()) || rule.check == Check::Required;
    for rule in rules.iter().filter(is_sent) {
        if let (Check::Each(inner), Some(items)) = (&rule.check, schema.get_mut("items")) {
            apply(items, std::slice::from_ref(inner));
        }
        for (keyword, value) in keywords(&rule.check, is_list(schema)) {
            // A second pattern stands beside the first.
            let before = schema.as_object_mut().and_then(|schema| schema.remove(&keyword));
            match (before, schema.get_mut("allOf").and_then(Value::as_array_mut)) {
                (None, Some(all)) if all.iter().any(|part| part.get(&keyword).is_some()) => {
                    all.push(json!({ keyword: value }));
                }
                (None, _) => schema[keyword] = value,
                (Some(first), Some(all)) => all.extend([json!({ &keyword: first }), json!({ keyword: value })]),
                (Some(first), None) => schema["allOf"] = json!([{ &keyword: first }, { keyword: value }]),
            }
        }
        if rule.check == Check::Required {
            without_null(schema);
        }
    }
}

fn is_list(schema: &Value) -> bool {
    let is_array = |name: &Value| name == "array";
    schema.get("type").is_some_and(|kind| is_array(kind) || kind.as_array().is_some_and(|all| all.iter().any(is_array)))
}

fn keywords(check: &Check, is_list: bool) -> Map<String, Value> {
    let pattern = |text: String| Map::from_iter([("pattern".to_owned(), text.into())]);
    let format = |name: &str| Map::from_iter([("format".to_owned(), name.into())]);
    match check {
        Check::Length { unit, min, max } => length(*unit, *min, *max, is_list),
        Check::Range { min, max } => {
            let bound = |(keyword, text): (&str, &Option<String>)| {
                let number: Number = text.as_ref()?.parse().ok()?;
                Some((keyword.to_owned(), number.into()))
            };
            [("minimum", min), ("maximum", max)].into_iter().filter_map(bound).collect()
        }
        Check::Ascii => pattern(r"^[\x00-\x7F]*$".to_owned()),
        Check::Email => format("email"),
        Check::Url => format("uri"),
        Check::Ip => Map::from_iter([("anyOf".to_owned(), json!([{ "format": "ipv4" }, { "format": "ipv6" }]))]),
        Check::Pattern(text) if is_shared(text) => pattern(text.clone()),
        Check::Contains(text) => pattern(escaped(text)),
        Check::Prefix(text) => pattern(format!("^{}", escaped(text))),
        Check::Suffix(text) => pattern(format!("{}$", escaped(text))),
        _ => Map::new(),
    }
}

/// Whether a regular expression of the regex crate means the same to ECMAScript and to those that read documents by Python.
fn is_shared(pattern: &str) -> bool {
    const OWN: &[&str] =
        &["(?", "\\p", "\\P", "\\x{", "\\u", "\\U", "\\A", "\\z", "\\<", "\\>", "\\b{", "[[", "&&", "--", "~~"];
    !OWN.iter().any(|own| pattern.contains(own))
}

/// JSON Schema counts Unicode scalar values; each has 1 to 4 bytes, and 1 or 2 code units.
fn length(unit: Unit, min: Option<u64>, max: Option<u64>, is_list: bool) -> Map<String, Value> {
    let (least, most) = if is_list { ("minItems", "maxItems") } else { ("minLength", "maxLength") };
    let (min, max) = match unit {
        _ if is_list => (min, max),
        Unit::Chars => (min, max),
        Unit::Bytes => (min.map(|min| min.div_ceil(4)), max),
        Unit::Utf16 => (min.map(|min| min.div_ceil(2)), max),
        Unit::Graphemes => (min, None),
    };
    let bounds = [(least, min), (most, max)].into_iter();
    bounds.filter_map(|(keyword, bound)| Some((keyword.to_owned(), bound?.into()))).collect()
}

/// A regular expression that is this text.
fn escaped(text: &str) -> String {
    let special = |c: char| r"\^$.|?*+()[]{}/".contains(c);
    text.chars().fold(String::new(), |all, c| if special(c) { format!("{all}\\{c}") } else { format!("{all}{c}") })
}

/// What must be there is not `null`.
fn without_null(schema: &mut Value) {
    let is_null = |part: &Value| part == "null" || *part == json!({ "type": "null" });
    for keyword in ["type", "anyOf"] {
        if let Some(parts) = schema.get_mut(keyword).and_then(Value::as_array_mut) {
            parts.retain(|part| !is_null(part));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn applied(mut schema: Value, checks: Vec<Check>) -> Value {
        let rules: Vec<Rule> = checks.into_iter().map(|check| Rule { check, message: None }).collect();
        apply(&mut schema, &rules);
        schema
    }

    fn length(unit: Unit) -> Check {
        Check::Length { unit, min: Some(5), max: Some(8) }
    }

    #[test]
    fn a_length_never_says_more_than_the_rule() {
        let text = || json!({ "type": ["string", "null"] });
        let of = |unit| applied(text(), vec![length(unit)]);
        assert_eq!((&of(Unit::Chars)["minLength"], &of(Unit::Chars)["maxLength"]), (&json!(5), &json!(8)));
        assert_eq!((&of(Unit::Bytes)["minLength"], &of(Unit::Bytes)["maxLength"]), (&json!(2), &json!(8)));
        assert_eq!((&of(Unit::Utf16)["minLength"], &of(Unit::Utf16)["maxLength"]), (&json!(3), &json!(8)));
        assert_eq!(of(Unit::Graphemes).get("maxLength"), None);
        let list = applied(json!({ "type": "array" }), vec![length(Unit::Bytes)]);
        assert_eq!(list, json!({ "type": "array", "minItems": 5, "maxItems": 8 }));
    }

    #[test]
    fn two_patterns_both_count() {
        let checks = vec![Check::Prefix("a.".into()), Check::Suffix("z".into()), Check::Ascii];
        let (prefix, suffix, ascii) = (r"^a\.", "z$", r"^[\x00-\x7F]*$");
        let all = json!([{ "pattern": prefix }, { "pattern": suffix }, { "pattern": ascii }]);
        assert_eq!(applied(json!({}), checks), json!({ "allOf": all }));
        assert_eq!(applied(json!({}), vec![Check::Pattern("(?i)a".into())]), json!({}));
    }

    #[test]
    fn ranges_items_and_what_is_required() {
        let range = Check::Range { min: Some("0.5".into()), max: None };
        assert_eq!(applied(json!({}), vec![range]), json!({ "minimum": 0.5 }));
        let each = Check::Each(Box::new(Rule { check: Check::Email, message: None }));
        let list = applied(json!({ "type": "array", "items": { "type": "string" } }), vec![each]);
        assert_eq!(list["items"], json!({ "type": "string", "format": "email" }));
        assert_eq!(
            applied(json!({ "type": ["string", "null"] }), vec![Check::Required]),
            json!({ "type": ["string"] })
        );
    }
}
