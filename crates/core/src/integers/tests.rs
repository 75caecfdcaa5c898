//! Tests of the conversion of wide integers, including all enum representations.

use std::{collections::BTreeMap, sync::LazyLock};

use isotype_contract::IntegerEncoding;
use isotype_lowering::specta;
use proptest::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::*;
use crate::{Ctx, Router};

#[derive(Debug, PartialEq, Serialize, Deserialize, specta::Type)]
struct Post {
    id: u64,
    small: u32,
    by: BTreeMap<u64, i128>,
    meta: Value,
    /// Text that can consist of digits, but is not a wide integer.
    title: String,
    kinds: Vec<Kind>,
    either: Option<Either>,
    pair: (u8, Option<i64>),
    #[serde(flatten)]
    more: More,
    next: Option<Box<Post>>,
}

#[derive(Debug, PartialEq, Serialize, Deserialize, specta::Type)]
#[serde(tag = "type")]
enum Kind {
    Number {
        value: i64,
    },
    Text {
        value: String,
    },
    #[serde(other)]
    Unknown,
}

#[derive(Debug, PartialEq, Serialize, Deserialize, specta::Type)]
#[serde(untagged)]
enum Either {
    Pair { a: u64, b: String },
    Plain { a: u64 },
    List(Vec<i64>),
    Alone(u64),
}

#[derive(Debug, PartialEq, Serialize, Deserialize, specta::Type)]
struct More {
    #[serde(alias = "seen")]
    views: usize,
    outside: Outside,
}

#[derive(Debug, PartialEq, Serialize, Deserialize, specta::Type)]
enum Outside {
    Nothing,
    One(u64),
    Named { name: String, size: i64 },
}

async fn same(_: Ctx<()>, post: Post) -> Post {
    post
}

/// Returns the codec for `Post`.
fn codec() -> &'static IntegerCodec {
    static CODEC: LazyLock<IntegerCodec> = LazyLock::new(|| {
        let contract = Router::new().integers(IntegerEncoding::BigInt).query("same", same).contract().unwrap();
        IntegerCodec::new(&contract.integer_locations().unwrap()["same"].output)
    });
    &CODEC
}

fn post(id: u64, value: i64, either: Option<Either>, outside: Outside) -> Post {
    Post {
        id,
        small: 7,
        by: BTreeMap::from([(id, i128::from(value) << 60)]),
        meta: json!({ "id": 5, "text": "5", "deep": [{ "id": 1.5 }] }),
        title: "12".to_owned(),
        kinds: vec![Kind::Number { value }, Kind::Text { value: "12".to_owned() }, Kind::Unknown],
        either,
        pair: (1, Some(value)),
        more: More { views: 3, outside },
        next: None,
    }
}

fn encode(post: &Post) -> Value {
    let json = serde_json::to_vec(post).unwrap();
    serde_json::from_slice(&codec().encode(json, 0).unwrap()).unwrap()
}

fn decode(json: &str) -> String {
    let plain = codec().decode(json.as_bytes());
    plain.map_or_else(|| "unchanged".to_owned(), |json| String::from_utf8(json).unwrap())
}

#[test]
fn encodes_wide_integers_and_nothing_else() {
    let inner = post(1, 2, Some(Either::Plain { a: 4 }), Outside::Nothing);
    let outer = post(u64::MAX, i64::MIN, Some(Either::List(vec![1])), Outside::Named { name: "5".into(), size: -1 });
    let json = encode(&Post { next: Some(Box::new(inner)), ..outer });
    assert_eq!(
        json,
        json!({
            "id": "18446744073709551615",
            "small": 7,
            "by": { "18446744073709551615": (i128::from(i64::MIN) << 60).to_string() },
            "meta": { "id": 5, "text": "5", "deep": [{ "id": 1.5 }] },
            "title": "12",
            "kinds": [
                { "type": "Number", "value": "-9223372036854775808" }, { "type": "Text", "value": "12" }, { "type": "Unknown" }
            ],
            "either": ["1"],
            "pair": [1, "-9223372036854775808"],
            "views": "3",
            "outside": { "Named": { "name": "5", "size": "-1" } },
            "next": {
                "id": "1",
                "small": 7,
                "by": { "1": "2305843009213693952" },
                "meta": { "id": 5, "text": "5", "deep": [{ "id": 1.5 }] },
                "title": "12",
                "kinds": [{ "type": "Number", "value": "2" }, { "type": "Text", "value": "12" }, { "type": "Unknown" }],
                "either": { "a": "4" },
                "pair": [1, "2"],
                "views": "3",
                "outside": "Nothing",
                "next": null,
            },
        })
    );
}

proptest! {
    #[test]
    fn decodes_its_own_output(id: u64, value: i64, which in 0..5, other: u64, text: String) {
        let either = match which {
            0 => Some(Either::Pair { a: other, b: text.clone() }),
            1 => Some(Either::Plain { a: other }),
            2 => Some(Either::List(vec![value, 0])),
            3 => Some(Either::Alone(other)),
            _ => None,
        };
        let outside = if which == 1 { Outside::One(other) } else { Outside::Named { name: text, size: value } };
        let post = post(id, value, either, outside);
        let json = encode(&post).to_string();
        prop_assert_eq!(serde_json::from_str::<Post>(&decode(&json)).unwrap(), post);
    }

    #[test]
    fn copies_other_json_byte_by_byte(texts: Vec<String>, number: f64, small: i32, spaces in "[ \n\t]{0,3}") {
        let value = json!({ "meta": texts, "kinds": [{ "value": small, "type": "Text" }], "either": { "b": number } });
        let json = format!("{spaces}{value:#}{spaces}");
        prop_assert_eq!(decode(&json), json.as_str());
        prop_assert_eq!(codec().encode(json.clone().into(), 0).unwrap(), json.into_bytes());
    }
}

proptest! {
    #[test]
    fn keeps_malformed_json_malformed(bytes: Vec<u8>, text in r#"([\[\]{},:"\\ ]|id|5|next|type|kinds|null){0,24}"#) {
        for json in [bytes, text.into_bytes()] {
            let plain = codec().decode(&json).unwrap_or(json.clone());
            let is_json = |json: &[u8]| serde_json::from_slice::<serde::de::IgnoredAny>(json).is_ok();
            prop_assert_eq!(is_json(&plain), is_json(&json));
        }
    }
}

#[test]
fn decodes_aliases_escaped_keys_and_late_tags() {
    // An alias, an escaped key, a tag before or after the value, and an integer that is already a number.
    assert_eq!(decode(r#"{ "seen" : "5" }"#), r#"{ "seen" : 5 }"#);
    assert_eq!(decode(r#"{"\u0069d":"5","id":5}"#), r#"{"\u0069d":5,"id":5}"#);
    let kinds = |kinds: &str| format!(r#"{{"kinds":[{kinds}]}}"#);
    let number = r#"{"value":"5","deep":[{"type":"Text"},"}"],"type":"Number"}"#;
    assert_eq!(decode(&kinds(number)), kinds(&number.replace(r#""5""#, "5")));
    for other in [r#"{"value":"5","type":"Text"}"#, r#"{"value":"5"}"#, r#"{"value":"5","type":5}"#] {
        assert_eq!(decode(&kinds(other)), kinds(other));
    }
}

#[test]
fn leaves_invalid_integers_unchanged() {
    for text in ["", "-", "05", "-0", "+5", "5.0", "5 ", "0x5", "five", "5e3", "٥"] {
        let json = format!(r#"{{"id":"{text}"}}"#);
        assert_eq!(decode(&json), json);
    }
    for malformed in
        ["", "{", "[1", r#"{"id":"5}"#, r#"{"id""5"}"#, r#"{"id":"5"}}"#, r#"{"id":"5",}"#, r#"{"id":}"#, "\"", "]"]
    {
        assert_eq!(decode(malformed), "unchanged", "{malformed}");
    }
    let deep = format!("{}{}", r#"{"next":"#.repeat(129), "1");
    assert_eq!(decode(&deep), "unchanged");
}

#[test]
fn rejects_unsafe_integers_with_their_path() {
    let mut unsafe_meta = post(1, 1, None, Outside::Nothing);
    unsafe_meta.meta = json!({ "items": [1, 9_007_199_254_740_993_u64] });
    let error = codec().encode(serde_json::to_vec(&unsafe_meta).unwrap(), 0).unwrap_err();
    let error = format!("{error:?}");
    assert!(error.contains("meta.items[1]: 9007199254740993 exceeds JavaScript's safe integer range"), "{error}");
}
