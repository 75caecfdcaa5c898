//! Validation rules as JSON Schema keywords. A rule without an exact equivalent becomes a weaker keyword or is left
//! out.

use isotype_contract::{Check, LengthUnit, Rule, to_ecmascript_regex};
use serde_json::Number;

use crate::json::{Json, Map, json};

/// Adds the keywords for `rules` to a schema.
pub(crate) fn apply(schema: &mut Json, rules: &[Rule]) {
    // The rules apply to the normalized string, not to the string that the client sends.
    let is_normalized = rules.iter().any(|rule| rule.check.is_normalization());
    let applies = |rule: &&Rule| !is_normalized || rule.check == Check::Required;
    rules.iter().filter(applies).for_each(|rule| apply_one(schema, rule));
}

fn apply_one(schema: &mut Json, rule: &Rule) {
    match &rule.check {
        Check::Each(inner) => schema.get_mut("items").into_iter().for_each(|items| apply_one(items, inner)),
        Check::Item { index: at, rule } => {
            let items = schema.get_mut("prefixItems").and_then(Json::as_array_mut);
            items.and_then(|items| items.get_mut(*at)).into_iter().for_each(|item| apply_one(item, rule));
        }
        Check::Required => without_null(schema),
        // Wide integers may be sent as strings, which cannot have bounds in JSON Schema.
        Check::Range { .. } if has_type(schema, "string") => {}
        check => {
            for (keyword, value) in keywords(check, has_type(schema, "array")) {
                add_keyword(schema, keyword, value);
            }
        }
    }
}

/// Adds a keyword that the schema may already have: of two bounds the tighter is kept, and other keywords are combined
/// with `allOf`.
fn add_keyword(schema: &mut Json, keyword: String, value: Json) {
    let Some(members) = schema.as_object_mut() else { return };
    if let Some(tighter) = members.get(&keyword).and_then(|before| tighter_bound(&keyword, before, &value)) {
        members.insert(keyword, tighter);
        return;
    }
    let before = members.shift_remove(&keyword);
    let is_combined =
        |all: &Json| matches!(all, Json::Array(all) if all.iter().any(|part| part.get(&keyword).is_some()));
    if before.is_none() && !members.get("allOf").is_some_and(is_combined) {
        members.insert(keyword, value);
        return;
    }
    let all = members.entry("allOf".to_owned()).or_insert_with(|| json!([])).as_array_mut();
    let parts = before.into_iter().chain([value]).map(|value| Json::from(Map::from_iter([(keyword.clone(), value)])));
    all.into_iter().for_each(|all| all.extend(parts.clone()));
}

/// Returns the tighter of two bounds, or `None` if the values differ and `keyword` is not a bound.
fn tighter_bound(keyword: &str, one: &Json, other: &Json) -> Option<Json> {
    if one == other {
        return Some(one.clone());
    }
    let (Json::Number(a), Json::Number(b)) = (one, other) else { return None };
    let greater = if a.as_f64() > b.as_f64() { (one, other) } else { (other, one) };
    Some(if keyword.starts_with("min") { greater.0.clone() } else { greater.1.clone() })
}

fn has_type(schema: &Json, wanted: &str) -> bool {
    match schema.get("type") {
        Some(Json::Array(kinds)) => kinds.iter().any(|kind| kind.is_string(wanted)),
        kind => kind.is_some_and(|kind| kind.is_string(wanted)),
    }
}

fn keywords(check: &Check, is_list: bool) -> Map {
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
        Check::Pattern(regex) => to_ecmascript_regex(regex).map(pattern).unwrap_or_default(),
        Check::Contains(text) => pattern(escaped(text)),
        Check::Prefix(text) => pattern(format!("^{}", escaped(text))),
        Check::Suffix(text) => pattern(format!("{}$", escaped(text))),
        _ => Map::new(),
    }
}

/// Returns the keywords for a length rule.
///
/// JSON Schema counts Unicode scalar values, which have 1 to 4 bytes in UTF-8 and 1 or 2 code units in UTF-16.
fn length(unit: LengthUnit, min: Option<u64>, max: Option<u64>, is_list: bool) -> Map {
    let (least, most) = if is_list { ("minItems", "maxItems") } else { ("minLength", "maxLength") };
    let (min, max) = match unit {
        _ if is_list => (min, max),
        LengthUnit::Chars => (min, max),
        LengthUnit::Bytes => (min.map(|min| min.div_ceil(4)), max),
        LengthUnit::Utf16 => (min.map(|min| min.div_ceil(2)), max),
        // A grapheme may consist of any number of scalar values, so there is no maximum.
        LengthUnit::Graphemes => (min, None),
        _ => (None, None),
    };
    let bounds = [(least, min), (most, max)].into_iter();
    bounds.filter_map(|(keyword, bound)| Some((keyword.to_owned(), bound?.into()))).collect()
}

/// Escapes a string for use in a regular expression.
fn escaped(text: &str) -> String {
    let special = |c: char| r"\^$.|?*+()[]{}/".contains(c);
    text.chars().fold(String::new(), |all, c| if special(c) { format!("{all}\\{c}") } else { format!("{all}{c}") })
}

/// Removes `null` from the types of a schema.
fn without_null(schema: &mut Json) {
    let is_null = |part: &Json| part.is_string("null") || *part == json!({ "type": "null" });
    for keyword in ["type", "anyOf"] {
        if let Some(parts) = schema.get_mut(keyword).and_then(Json::as_array_mut) {
            parts.retain(|part| !is_null(part));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn applied(mut schema: Json, checks: Vec<Check>) -> Json {
        let rules: Vec<Rule> = checks.into_iter().map(|check| Rule { check, message: None }).collect();
        apply(&mut schema, &rules);
        schema
    }

    fn length(unit: LengthUnit) -> Check {
        Check::Length { unit, min: Some(5), max: Some(8) }
    }

    #[test]
    fn length_keywords_never_exceed_the_rule() {
        let text = || json!({ "type": ["string", "null"] });
        let of = |unit| applied(text(), vec![length(unit)]);
        assert_eq!((&of(LengthUnit::Chars)["minLength"], &of(LengthUnit::Chars)["maxLength"]), (&json!(5), &json!(8)));
        assert_eq!((&of(LengthUnit::Bytes)["minLength"], &of(LengthUnit::Bytes)["maxLength"]), (&json!(2), &json!(8)));
        assert_eq!((&of(LengthUnit::Utf16)["minLength"], &of(LengthUnit::Utf16)["maxLength"]), (&json!(3), &json!(8)));
        assert_eq!(of(LengthUnit::Graphemes).get("maxLength"), None);
        let list = applied(json!({ "type": "array" }), vec![length(LengthUnit::Bytes)]);
        assert_eq!(list, json!({ "type": "array", "minItems": 5, "maxItems": 8 }));
    }

    #[test]
    fn combines_patterns_with_all_of() {
        let checks = vec![Check::Prefix("a.".into()), Check::Suffix("z".into()), Check::Ascii];
        let (prefix, suffix, ascii) = (r"^a\.", "z$", r"^[\x00-\x7F]*$");
        let all = json!([{ "pattern": prefix }, { "pattern": suffix }, { "pattern": ascii }]);
        assert_eq!(applied(json!({}), checks), json!({ "allOf": all }));
        let regex = |regex: &str| applied(json!({}), vec![Check::Pattern(regex.into())]);
        assert_eq!(regex("(?i)a"), json!({ "pattern": "[Aa]" }));
        assert_eq!(regex(r"\bword"), json!({}), "a pattern without an equivalent is left out");
    }

    #[test]
    fn keeps_the_tighter_bound() {
        let small = || json!({ "type": "integer", "minimum": 0, "maximum": 255 });
        let range = |min: &str, max: &str| Check::Range { min: Some(min.into()), max: Some(max.into()) };
        let both = applied(small(), vec![range("3", "1000")]);
        assert_eq!(both, json!({ "type": "integer", "minimum": 3, "maximum": 255 }));
        assert_eq!(applied(small(), vec![range("-1.5", "9.5")])["maximum"], json!((Number::from_f64(9.5).unwrap())));
        let twice = vec![length(LengthUnit::Chars), Check::Length { unit: LengthUnit::Bytes, min: None, max: Some(6) }];
        assert_eq!(applied(json!({}), twice), json!({ "minLength": 5, "maxLength": 6 }));
    }

    #[test]
    fn applies_ranges_and_item_rules_and_required() {
        let range = Check::Range { min: Some("0.5".into()), max: None };
        assert_eq!(applied(json!({}), vec![range]), json!({ "minimum": (Number::from_f64(0.5).unwrap()) }));
        let each = Check::Each(Box::new(Rule { check: Check::Email, message: None }));
        let list = applied(json!({ "type": "array", "items": { "type": "string" } }), vec![each]);
        assert_eq!(list["items"], json!({ "type": "string", "format": "email" }));
        let each = |check: Check| Check::Each(Box::new(check.into()));
        let grid = json!({ "type": "array", "items": { "type": "array", "items": {} } });
        assert_eq!(applied(grid, vec![each(each(Check::Url))])["items"]["items"], json!({ "format": "uri" }));
        let item = Check::Item { index: 1, rule: Box::new(Check::Email.into()) };
        let pair = applied(json!({ "prefixItems": [{ "type": "integer" }, { "type": "string" }] }), vec![item]);
        assert_eq!(pair["prefixItems"], json!([{ "type": "integer" }, { "type": "string", "format": "email" }]));
        assert_eq!(
            applied(json!({ "type": ["string", "null"] }), vec![Check::Required]),
            json!({ "type": ["string"] })
        );
    }
}
