//! Random inputs for the catalogue's procedures.

use fastrand::Rng;
use serde_json::{Map, Value, json};

use crate::strings::{self, any_string, similar_to};

/// Returns the name of a procedure and a random input. One input in twenty does not match the input type.
pub fn random_input(random: &mut Rng) -> (&'static str, Value) {
    let (name, mut input) = match random.u8(0..6) {
        0 => ("lengths", lengths(random)),
        5 => ("normal", normalized(random)),
        1 => ("numbers", numbers(random)),
        2 => ("texts", texts(random)),
        3 => ("addresses", addresses(random)),
        _ => ("nested", nested(random, 2)),
    };
    if random.u8(0..20) == 0 {
        corrupt(random, &mut input);
    }
    (name, input)
}

fn lengths(random: &mut Rng) -> Value {
    json!({
        "plain": any_string(random),
        "ofBytes": any_string(random),
        "ofChars": any_string(random),
        "ofGraphemes": any_string(random),
        "ofUnits": any_string(random),
        "list": list(random, 5, any_string),
        "map": map(random, 4, |random| json!(random.u32(..9))),
        "maybe": maybe(random, any_string),
    })
}

fn numbers(random: &mut Rng) -> Value {
    json!({
        "small": number(random, &[0, 2, 3, 4, 199, 200, 201, 255, 256]),
        "signed": number(random, &[-6, -5, -4, 0, i32::MIN.into(), i32::MAX.into()]),
        "wide": number(random, &[-1, 999_999_999_999, 1_000_000_000_000, 9_007_199_254_740_991, -9_007_199_254_740_991]),
        "double": float(random, &[0.1, 0.3, 0.2, 0.1 - f64::EPSILON / 16.0, 0.300_000_000_000_000_04, 0.0, -0.0, 1e300]),
        "single": float(random, &[0.1, 0.099_999_999, 0.100_000_001, 16_777_216.0, 16_777_216.5, 16_777_217.0, 16_777_218.0]),
        "exact": number(random, &[4, 5, 6]),
        "items": list(random, 3, |random| number(random, &[9, 10, 11])),
        "maybe": maybe(random, |random| number(random, &[0, 1, 9, 10])),
    })
}

fn texts(random: &mut Rng) -> Value {
    json!({
        "ascii": any_string(random),
        "alphanumeric": any_string(random),
        "contains": similar_to(random, &["a\"b", "ab"]),
        "prefix": similar_to(random, &["\u{e9}", "e\u{301}"]),
        "suffix": similar_to(random, &["\u{1f600}", "\u{1f601}"]),
        "slug": similar_to(random, &["a-b", "ab", "a", "abcdefgh", "abcdefghi", "a\n"]),
        "anywhere": similar_to(random, &["k", "\u{212a}", "12", "\u{663}\u{664}", "\u{a0}\u{2003}", ""]),
        "lines": similar_to(random, &["axb", "a\nb", "c\nd", "\naxb\n", "-\u{3b1}", "_\u{3b1}", "axb\r\n", "a\u{1f600}b"]),
        "word": similar_to(random, &["no", "not", "a no b", "no\u{e9}", "_no"]),
    })
}

fn normalized(random: &mut Rng) -> Value {
    json!({
        "trimmed": similar_to(random, &[" ab ", "\u{feff}abcde\u{a0}", "\u{85}a", "\n"]),
        "both": similar_to(random, &[" Ab 9 ", "\u{130}", "K", "ABC\u{3a3}"]),
        "words": list(random, 3, |random| maybe(random, |random| similar_to(random, &["a", " abc\t", "abcd"]))),
        "even": number(random, &[0, 1, 2]),
    })
}

fn addresses(random: &mut Rng) -> Value {
    json!({
        "email": strings::email(random),
        "url": strings::url(random),
        "ip": strings::ip(random),
        "ipv4": strings::ip(random),
        "ipv6": strings::ip(random),
    })
}

fn nested(random: &mut Rng, depth: u8) -> Value {
    let mut input = json!({
        "orderLines": list(random, 2, line),
        "byName": map(random, 2, line),
        "theName": short_string(random),
        "thePair": [short_string(random), [random.u32(..6), short_string(random)]],
        "external": external(random),
        "internal": internal(random),
        "adjacent": adjacent(random),
        "strict": maybe_unknown_field(json!({ "text": short_string(random) }), random),
        "picked": picked(random),
        "listed": { "listed": list(random, 4, short_string) },
        "needed": maybe(random, short_string),
        "deeper": if depth == 0 || random.bool() { Value::Null } else { nested(random, depth - 1) },
    });
    if let (Value::Object(all), Value::Object(flat)) = (&mut input, line(random)) {
        all.extend(flat);
    }
    input
}

fn line(random: &mut Rng) -> Value {
    json!({ "unitPrice": random.u32(..3), "kindsOf": list(random, 3, |random| list(random, 2, short_string)) })
}

fn external(random: &mut Rng) -> Value {
    match random.u8(0..3) {
        0 => json!("Nothing"),
        1 => json!({ "One": short_string(random) }),
        _ => maybe_unknown_field(json!({ "Some": { "firstField": random.u32(..5) } }), random),
    }
}

fn internal(random: &mut Rng) -> Value {
    match random.u8(0..3) {
        0 => json!({ "kind": "nothing" }),
        1 => json!({ "kind": "someText", "theText": short_string(random) }),
        _ => json!({ "kind": "someNumber", "theNumber": random.u32(..5) }),
    }
}

fn adjacent(random: &mut Rng) -> Value {
    match random.u8(0..3) {
        0 => json!({ "kind": "Nothing" }),
        1 => json!({ "kind": "Text", "value": short_string(random) }),
        _ => json!({ "kind": "Line", "value": line(random) }),
    }
}

fn picked(random: &mut Rng) -> Value {
    let kind = if random.bool() { "Some" } else { "Strict" };
    let picked = json!({ "kind": kind, "text": short_string(random) });
    // For `Strict`, the server rejects unknown fields but the schema drops them.
    if kind == "Some" { maybe_unknown_field(picked, random) } else { picked }
}

/// Adds an unknown field to one object in twenty.
fn maybe_unknown_field(mut object: Value, random: &mut Rng) -> Value {
    if random.u8(0..20) == 0 {
        object["unknown"] = json!(1);
    }
    object
}

/// Returns mostly valid strings, so that an input with many fields can be valid as a whole.
fn short_string(random: &mut Rng) -> String {
    if random.u8(0..8) == 0 { any_string(random) } else { "x\u{1f600}y".chars().take(random.usize(1..3)).collect() }
}

fn number(random: &mut Rng, edges: &[i64]) -> Value {
    match random.u8(0..16) {
        0 => json!(random.i64(-9_007_199_254_740_991..=9_007_199_254_740_991)),
        _ => json!(edges.get(random.usize(..edges.len()))),
    }
}

fn float(random: &mut Rng, edges: &[f64]) -> Value {
    match random.u8(0..4) {
        0 => json!(random.f64()),
        _ => json!(edges.get(random.usize(..edges.len()))),
    }
}

fn maybe<T: Into<Value>>(random: &mut Rng, some: impl Fn(&mut Rng) -> T) -> Value {
    if random.u8(0..4) == 0 { Value::Null } else { some(random).into() }
}

fn list<T: Into<Value>>(random: &mut Rng, max_len: usize, item: impl Fn(&mut Rng) -> T) -> Value {
    (0..random.usize(..=max_len)).map(|_| item(random).into()).collect()
}

fn map(random: &mut Rng, max_len: usize, value: impl Fn(&mut Rng) -> Value) -> Value {
    // Without `__proto__`: zod drops members of that name.
    let keys = ["a", "b.c", "0", "\u{e9}", "constructor"];
    let entries = (0..random.usize(..=max_len)).map(|_| (strings::pick(random, &keys).to_owned(), value(random)));
    Value::Object(entries.collect::<Map<_, _>>())
}

/// Removes a member, adds one, or replaces the value of one.
fn corrupt(random: &mut Rng, input: &mut Value) {
    let Value::Object(members) = input else { return };
    let names: Vec<String> = members.keys().cloned().collect();
    let Some(name) = names.get(random.usize(..names.len())) else { return };
    match random.u8(0..3) {
        0 => drop(members.remove(name)),
        1 => drop(members.insert("unknown".to_owned(), json!(1))),
        _ => {
            let other = [json!(null), json!(true), json!(1.5), json!("x"), json!([]), json!({})];
            members.insert(name.clone(), other.get(random.usize(..other.len())).cloned().unwrap_or_default());
        }
    }
}
