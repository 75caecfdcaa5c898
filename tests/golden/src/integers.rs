//! 64- and 128-bit integers as numbers, `bigint` or strings of digits.

use isotype::prelude::*;
use proptest_derive::Arbitrary;
use serde::{Deserialize, Serialize};

use crate::{round_trip, strategies::*};

pub(crate) fn register(api: Router<()>) -> Router<()> {
    let api = round_trip::register::<Narrow>(api, "narrow");
    let api = round_trip::register::<Numbers>(api, "numbers");
    let api = round_trip::register::<BigInts>(api, "bigints");
    round_trip::register::<IntegerTexts>(api, "digits")
}

/// Integers up to 32 bits, which are always numbers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type, Arbitrary)]
struct Narrow {
    i8: i8,
    i16: i16,
    i32: i32,
    u8: u8,
    u16: u16,
    u32: u32,
}

/// Wide integers within JavaScript's safe integer range.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type, Arbitrary)]
struct Numbers {
    #[proptest(strategy = "safe_signed()")]
    signed: i64,
    #[proptest(strategy = "safe_unsigned()")]
    unsigned: u64,
    #[proptest(strategy = "proptest::strategy::Strategy::prop_map(safe_signed(), i128::from)")]
    wide: i128,
}

/// Wide integers as `bigint`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type, Arbitrary)]
struct BigInts {
    #[serde(with = "isotype::with::bigint")]
    #[isotype(type = isotype::with::BigInt)]
    signed: i64,
    #[serde(with = "isotype::with::bigint")]
    #[isotype(type = isotype::with::BigInt)]
    unsigned: u128,
    #[serde(with = "isotype::with::bigint", default)]
    #[isotype(type = Option<isotype::with::BigInt>)]
    maybe: Option<u64>,
    #[proptest(strategy = "small_vec()")]
    #[serde(with = "isotype::with::bigint")]
    #[isotype(type = Vec<isotype::with::BigInt>)]
    several: Vec<i128>,
}

/// Wide integers as strings of digits, such as ids.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type, Arbitrary)]
struct IntegerTexts {
    id: Serial,
    #[serde(with = "isotype::with::integer_string")]
    #[isotype(type = isotype::with::IntegerString)]
    unsigned: u128,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type, Arbitrary)]
struct Serial(
    #[serde(with = "isotype::with::integer_string")]
    #[isotype(type = isotype::with::IntegerString)]
    u64,
);
