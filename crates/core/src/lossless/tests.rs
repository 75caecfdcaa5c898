//! Tests of numbers at and beyond the limits, and of the paths in errors.

use std::{
    collections::{BTreeMap, HashMap},
    fmt::Debug,
};

use proptest::prelude::*;
use serde_json::{json, value::RawValue};

use super::*;

const SAFE: u64 = (1 << 53) - 1;

/// Returns the logged error for a value that is rejected.
fn error<T: Serialize>(value: &T) -> String {
    let error = serde_json::to_string(&Lossless(value)).unwrap_err();
    path::format_path(&error.to_string())
}

/// Returns the path of the value that is rejected.
fn path<T: Serialize>(value: &T) -> String {
    error(value).split_once(": ").unwrap().0.to_owned()
}

#[derive(Serialize)]
struct Post {
    title: &'static str,
    views: u64,
}

#[derive(Serialize)]
enum External {
    One(u64),
    Two(u8, f64),
    Named { views: u64 },
}

#[derive(Serialize)]
#[serde(tag = "type")]
enum Internal {
    Post(Post),
}

#[derive(Serialize)]
#[serde(tag = "type", content = "data")]
enum Adjacent {
    Two(u8, u64),
}

#[derive(Serialize)]
#[serde(untagged)]
enum Untagged {
    Post(Post),
}

#[derive(Serialize)]
struct Flattened {
    #[serde(flatten)]
    post: Post,
    #[serde(flatten)]
    rest: HashMap<String, f32>,
}

const POST: Post = Post { title: "much read", views: SAFE + 2 };

#[test]
fn errors_contain_path_value_and_advice() {
    let text = error(&json!({ "items": [1, 2, 3, { "views": SAFE + 2 }] }));
    assert_eq!(
        text,
        "items[3].views: 9007199254740993 exceeds JavaScript's safe integer range (±9007199254740991); send it as a \
         bigint with #[serde(with = \"isotype::with::bigint\")] #[isotype(type = isotype::with::BigInt)]"
    );
    assert_eq!(
        error(&BTreeMap::from([("mean", f32::NEG_INFINITY)])),
        "mean: JSON cannot represent the number -inf; send it as a string with \
         #[serde(with = \"isotype::with::non_finite_float\")] #[isotype(type = isotype::with::NonFiniteFloat)]"
    );
    assert!(error(&u64::MAX).starts_with("18446744073709551615 exceeds"), "an output without a path");
}

#[test]
fn finds_the_path_in_all_data_models_of_serde() {
    assert_eq!(path(&[POST]), "[0].views");
    assert_eq!(path(&Some((1, POST))), "[1].views");
    assert_eq!(path(&External::One(u64::MAX)), "One");
    assert_eq!(path(&External::Two(1, f64::NAN)), "Two[1]");
    assert_eq!(path(&vec![External::Named { views: u64::MAX }]), "[0].Named.views");
    assert_eq!(path(&Internal::Post(POST)), "views");
    assert_eq!(path(&Adjacent::Two(1, u64::MAX)), "data[1]");
    assert_eq!(path(&Untagged::Post(POST)), "views");
    assert_eq!(path(&Flattened { post: POST, rest: HashMap::new() }), "views");
    let rest = HashMap::from([("a mean".to_owned(), f32::NAN)]);
    assert_eq!(path(&Flattened { post: Post { views: 1, ..POST }, rest }), "[\"a mean\"]");
    assert_eq!(path(&BTreeMap::from([(7, [u64::MAX])])), "[7][0]");
}

#[test]
fn finds_the_path_of_other_errors() {
    let unprintable = BTreeMap::from([("pairs", BTreeMap::from([((1, 2), 3)]))]);
    assert_eq!(error(&unprintable), "pairs[[1,2]]: key must be a string");
}

#[test]
fn leaves_keys_and_raw_json_unchanged() {
    let keys = BTreeMap::from([(u64::MAX, 1)]);
    assert_eq!(serde_json::to_string(&Lossless(&keys)).unwrap(), r#"{"18446744073709551615":1}"#);
    let raw = RawValue::from_string("[18446744073709551615]".to_owned()).unwrap();
    assert_eq!(serde_json::to_string(&Lossless(&raw)).unwrap(), raw.get());
}

#[test]
fn accepts_integers_up_to_the_limit() {
    let last = i64::try_from(SAFE).unwrap();
    assert_eq!(serde_json::to_string(&Lossless(&[last, -last])).unwrap(), "[9007199254740991,-9007199254740991]");
    assert_eq!(path(&[0, last + 1]), "[1]");
    assert_eq!(path(&[0, -last - 1]), "[1]");
    assert_eq!(path(&[i128::MIN]), "[0]");
    assert_eq!(path(&[u128::MAX]), "[0]");
}

#[derive(Debug, Serialize)]
struct Numbers {
    unsigned: u64,
    signed: i64,
    wide: i128,
    widest: u128,
    real: f64,
    short: f32,
}

/// Generates mostly finite numbers.
fn real<T: Copy + Debug + From<f32>>(number: impl Strategy<Value = T> + 'static) -> impl Strategy<Value = T> {
    prop_oneof![8 => number, 1 => Just(f32::NAN.into()), 1 => Just(f32::NEG_INFINITY.into())]
}

prop_compose! {
    /// Generates integers close to the limit and far from it.
    fn numbers()(shift in 0u32..64, magnitude in any::<u64>(), real in real(any::<f64>()), short in real(any::<f32>())) -> Numbers {
        let unsigned = magnitude >> shift;
        let signed = i64::try_from(unsigned).map_or(i64::MIN, |value| -value);
        Numbers { unsigned, signed, wide: signed.into(), widest: unsigned.into(), real, short }
    }
}

proptest! {
    #[test]
    fn writes_the_same_json_as_serde_json(numbers in numbers()) {
        if let Ok(json) = serde_json::to_string(&Lossless(&numbers)) {
            prop_assert_eq!(json, serde_json::to_string(&numbers).unwrap());
        }
    }

    #[test]
    fn rejects_exactly_what_a_double_cannot_represent(numbers in numbers()) {
        let Numbers { unsigned, real, short, .. } = numbers;
        let is_representable = unsigned <= SAFE && real.is_finite() && short.is_finite();
        prop_assert_eq!(serde_json::to_string(&Lossless(&numbers)).is_ok(), is_representable);
    }
}
