//! Nested options, tuples and arrays.

use isotype::prelude::*;
use proptest_derive::Arbitrary;
use serde::{Deserialize, Serialize};

use crate::{round_trip, strategies::*};

pub(crate) fn register(api: Router<()>) -> Router<()> {
    let api = round_trip::register::<Options>(api, "options");
    let api = round_trip::register::<Tuples>(api, "tuples");
    let api = round_trip::register::<Option<Moment>>(api, "option");
    round_trip::register::<Vec<Moment>>(api, "list")
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type, Arbitrary)]
struct Moment {
    #[proptest(strategy = "chrono_instant()")]
    at: chrono::DateTime<chrono::Utc>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type, Arbitrary)]
struct Options {
    maybe: Option<Moment>,
    #[proptest(strategy = "proptest::option::of(small_vec())")]
    deep: Option<Vec<Option<Moment>>>,
    /// Absent, `null` or a value.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "isotype::with::double_option")]
    #[isotype(type = isotype::with::DoubleOption<Moment>)]
    twice: Option<Option<Moment>>,
    boxed: Option<Box<Moment>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    skipped: Option<Moment>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type, Arbitrary)]
struct Tuples {
    pair: (Moment, u8),
    nested: ((u8, Moment), Option<(bool, Moment)>),
    array: [Moment; 2],
    unit: (),
    struct_like: Pair,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type, Arbitrary)]
struct Pair(u8, Moment);
