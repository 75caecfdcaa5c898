//! Tests of the rules that the contract includes and those that it omits.

use garde::Validate;
use isotype::prelude::*;
use serde::Deserialize;
use serde_json::{Value, json};

const LONGEST: usize = 5;

/// Returns a lookup function for the contract's types, as JSON by name.
fn types<T: isotype::Input>() -> impl Fn(&str) -> Value {
    async fn take<T>(_: Ctx<()>, _: T) {}
    let contract = Router::<()>::new().mutation("take", take::<T>).contract().expect("can be told");
    let types = serde_json::to_value(contract.types).unwrap();
    move |name| {
        let found = types.as_array().unwrap().iter().find(|named| named["name"] == name).cloned();
        found.unwrap_or_else(|| panic!("no {name} in {types}"))
    }
}

/// Returns the checks of one field of an object type.
fn checks(object: &Value, name: &str) -> Value {
    let fields = object["fields"].as_array().unwrap_or_else(|| panic!("no object: {object}"));
    let field = fields.iter().find(|field| field["name"] == name).unwrap_or_else(|| panic!("no {name} in {object}"));
    let rules = field["rules"].as_array().cloned().unwrap_or_default();
    rules.into_iter().map(|rule| rule["check"].clone()).collect()
}

#[derive(Deserialize, Type, Validate, Constraints)]
#[serde(rename_all = "camelCase")]
struct Everything {
    #[garde(length(chars, min = 1, max = LONGEST), ascii, contains("@"), pattern("a+"))]
    short_text: String,
    #[garde(length(equal = 3), inner(inner(range(min = 1.5))))]
    nested_numbers: Vec<Vec<f64>>,
    #[garde(required, inner(length(graphemes, max = 2)))]
    maybe: Option<String>,
    #[garde(range(max = u64::MAX))]
    count: u64,
    #[garde(dive)]
    email: Email,
    #[garde(dive)]
    pair: Pair,
    #[garde(dive)]
    choice: Option<Box<Choice>>,
    #[garde(dive)]
    more: Vec<Everything>,
}

#[derive(Deserialize, Type, Validate, Constraints)]
struct Email(#[garde(email)] String);

#[derive(Deserialize, Type, Validate, Constraints)]
struct Pair(#[garde(range(max = 1))] u8, #[garde(ipv4)] String);

#[derive(Deserialize, Type, Validate, Constraints)]
#[serde(rename_all = "lowercase")]
enum Choice {
    None,
    Text(#[garde(prefix("x"))] String),
    Fields {
        #[garde(alphanumeric)]
        word: String,
    },
}

#[test]
fn exports_every_rule() {
    let types = types::<Valid<Everything>>();
    let object = &types("Everything")["shape"]["object"];
    let length = json!({ "length": { "unit": "chars", "min": 1, "max": 5 } });
    assert_eq!(checks(object, "shortText"), json!([length, "ascii", { "contains": "@" }, { "pattern": "a+" }]));
    let each = |check: Value| json!({ "each": { "check": check } });
    let numbers = json!([{ "length": { "unit": "bytes", "min": 3, "max": 3 } }, each(each(json!({ "range": { "min": "1.5" } })))]);
    assert_eq!(checks(object, "nestedNumbers"), numbers);
    assert_eq!(checks(object, "maybe"), json!(["required", { "length": { "unit": "graphemes", "max": 2 } }]));
    assert_eq!(checks(object, "count"), json!([{ "range": { "max": "18446744073709551615" } }]));
    assert_eq!(types("Email")["rules"], json!([{ "check": "email" }]));
    let item = |at: u8, check: Value| json!({ "check": { "item": { "index": at, "rule": { "check": check } } } });
    assert_eq!(types("Pair")["rules"], json!([item(0, json!({ "range": { "max": "1" } })), item(1, json!("ipv4"))]));
    let variants = &types("Choice")["shape"]["union"]["variants"];
    assert_eq!(checks(&variants[1]["shape"]["object"], "text"), json!([{ "prefix": "x" }]));
    let fields = &variants[2]["shape"]["object"]["fields"][0]["shape"]["object"];
    assert_eq!(checks(fields, "word"), json!(["alphanumeric"]));
}

fn is_even(number: &u32, _: &()) -> garde::Result {
    if number.is_multiple_of(2) { Ok(()) } else { Err(garde::Error::new("must be even")) }
}

fn trimmed<'de, D: serde::Deserializer<'de>>(text: D) -> Result<String, D::Error> {
    Ok(String::deserialize(text)?.trim().to_owned())
}

#[derive(Deserialize, Type, Validate, Constraints)]
struct OnlyRust {
    #[garde(custom(is_even), range(max = 10))]
    even: u32,
    #[garde(range(max = *even))]
    less: u32,
    #[garde(if(cond = self.even > 3, length(min = 1)), length(max = 9))]
    sometimes: String,
    #[garde(matches(sometimes))]
    again: String,
    #[garde(length(max = 2))]
    set: std::collections::HashSet<u32>,
    #[serde(deserialize_with = "trimmed")]
    #[isotype(type = String)]
    #[garde(length(min = 1))]
    trimmed: String,
}

#[test]
fn omits_rules_that_only_rust_can_evaluate() {
    let types = types::<Valid<OnlyRust>>();
    let object = &types("OnlyRust")["shape"]["object"];
    assert_eq!(checks(object, "even"), json!([{ "range": { "max": "10" } }]));
    assert_eq!(checks(object, "sometimes"), json!([{ "length": { "unit": "bytes", "max": 9 } }]));
    for name in ["less", "again", "set", "trimmed"] {
        assert_eq!(checks(object, name), json!([]), "{name}");
    }
}

#[derive(Deserialize, Type, Validate, Constraints)]
struct Listed<T: Validate<Context = ()>> {
    #[garde(length(max = 2), dive)]
    items: Vec<T>,
}

#[test]
fn exports_rules_of_a_generic_type_and_its_arguments() {
    let types = types::<Valid<Listed<Email>>>();
    let length = json!({ "length": { "unit": "bytes", "max": 2 } });
    assert_eq!(checks(&types("Listed")["shape"]["object"], "items"), json!([length]));
    assert_eq!(types("Email")["rules"], json!([{ "check": "email" }]));
}
