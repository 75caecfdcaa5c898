use std::{
    collections::{BTreeMap, HashMap},
    fmt::Debug,
};

use proptest::prelude::*;
use serde_json::{json, value::RawValue};

use super::*;

const SAFE: u64 = (1 << 53) - 1;

/// What the log says of a value that is refused.
fn refusal<T: Serialize>(value: &T) -> String {
    let error = serde_json::to_string(&Lossless(value)).unwrap_err();
    path::format_path(&error.to_string())
}

/// Where it says that the value is wrong.
fn path<T: Serialize>(value: &T) -> String {
    refusal(value).split_once(": ").unwrap().0.to_owned()
}

#[derive(Serialize)]
struct Post {
    title: &'static str,
    views: u64,
}

#[derive(Serialize)]
enum Outside {
    One(u64),
    Two(u8, f64),
    Named { views: u64 },
}

#[derive(Serialize)]
#[serde(tag = "type")]
enum Inside {
    Post(Post),
}

#[derive(Serialize)]
#[serde(tag = "type", content = "data")]
enum Beside {
    Two(u8, u64),
}

#[derive(Serialize)]
#[serde(untagged)]
enum Bare {
    Post(Post),
}

#[derive(Serialize)]
struct Flat {
    #[serde(flatten)]
    post: Post,
    #[serde(flatten)]
    rest: HashMap<String, f32>,
}

const POST: Post = Post { title: "much read", views: SAFE + 2 };

#[test]
fn a_refusal_says_where_what_and_what_to_do() {
    let text = refusal(&json!({ "items": [1, 2, 3, { "views": SAFE + 2 }] }));
    assert_eq!(
        text,
        "items[3].views: 9007199254740993 is beyond what a JavaScript number holds (±9007199254740991); send it as a \
         bigint by #[serde(with = \"isotype::with::bigint\")] #[isotype(type = isotype::with::BigInt)]"
    );
    assert_eq!(
        refusal(&BTreeMap::from([("mean", f32::NEG_INFINITY)])),
        "mean: JSON has no number -inf; send it as a word by \
         #[serde(with = \"isotype::with::non_finite_float\")] #[isotype(type = isotype::with::NonFiniteFloat)]"
    );
    assert!(refusal(&u64::MAX).starts_with("18446744073709551615 is beyond"), "an output that is the number itself");
}

#[test]
fn the_place_is_found_in_whatever_serde_makes() {
    assert_eq!(path(&[POST]), "[0].views");
    assert_eq!(path(&Some((1, POST))), "[1].views");
    assert_eq!(path(&Outside::One(u64::MAX)), "One");
    assert_eq!(path(&Outside::Two(1, f64::NAN)), "Two[1]");
    assert_eq!(path(&vec![Outside::Named { views: u64::MAX }]), "[0].Named.views");
    assert_eq!(path(&Inside::Post(POST)), "views");
    assert_eq!(path(&Beside::Two(1, u64::MAX)), "data[1]");
    assert_eq!(path(&Bare::Post(POST)), "views");
    assert_eq!(path(&Flat { post: POST, rest: HashMap::new() }), "views");
    let rest = HashMap::from([("a mean".to_owned(), f32::NAN)]);
    assert_eq!(path(&Flat { post: Post { views: 1, ..POST }, rest }), "[\"a mean\"]");
    assert_eq!(path(&BTreeMap::from([(7, [u64::MAX])])), "[7][0]");
}

#[test]
fn what_a_type_refuses_itself_is_found_too() {
    let unprintable = BTreeMap::from([("pairs", BTreeMap::from([((1, 2), 3)]))]);
    assert_eq!(refusal(&unprintable), "pairs[[1,2]]: key must be a string");
}

#[test]
fn keys_and_json_that_is_already_written_are_left_as_they_are() {
    let keys = BTreeMap::from([(u64::MAX, 1)]);
    assert_eq!(serde_json::to_string(&Lossless(&keys)).unwrap(), r#"{"18446744073709551615":1}"#);
    let raw = RawValue::from_string("[18446744073709551615]".to_owned()).unwrap();
    assert_eq!(serde_json::to_string(&Lossless(&raw)).unwrap(), raw.get());
}

#[test]
fn the_last_integers_that_pass() {
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

/// Mostly a number.
fn real<T: Copy + Debug + From<f32>>(number: impl Strategy<Value = T> + 'static) -> impl Strategy<Value = T> {
    prop_oneof![8 => number, 1 => Just(f32::NAN.into()), 1 => Just(f32::NEG_INFINITY.into())]
}

prop_compose! {
    /// Numbers about the border, and far from it on both sides.
    fn numbers()(shift in 0u32..64, magnitude in any::<u64>(), real in real(any::<f64>()), short in real(any::<f32>())) -> Numbers {
        let unsigned = magnitude >> shift;
        let signed = i64::try_from(unsigned).map_or(i64::MIN, |value| -value);
        Numbers { unsigned, signed, wide: signed.into(), widest: unsigned.into(), real, short }
    }
}

proptest! {
    #[test]
    fn what_is_written_is_what_serde_json_writes(numbers in numbers()) {
        if let Ok(json) = serde_json::to_string(&Lossless(&numbers)) {
            prop_assert_eq!(json, serde_json::to_string(&numbers).unwrap());
        }
    }

    #[test]
    fn refused_is_exactly_what_a_double_cannot_hold(numbers in numbers()) {
        let Numbers { unsigned, real, short, .. } = numbers;
        let fits = unsigned <= SAFE && real.is_finite() && short.is_finite();
        prop_assert_eq!(serde_json::to_string(&Lossless(&numbers)).is_ok(), fits);
    }
}
