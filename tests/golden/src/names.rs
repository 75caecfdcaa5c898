//! URLs, ids, decimal numbers and newtypes. Newtypes of strings and numbers are branded types in TypeScript.

use isotype::prelude::*;
use proptest_derive::Arbitrary;
use serde::{Deserialize, Serialize};

use crate::{round_trip, strategies};

pub(crate) fn register(api: Router<()>) -> Router<()> {
    let api = round_trip::register::<Names>(api, "names");
    let api = round_trip::register::<Order>(api, "newtypes");
    round_trip::register::<OrderId>(api, "newtype")
}

/// Types of other crates.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type, Arbitrary)]
struct Names {
    #[proptest(strategy = "strategies::url()")]
    page: url::Url,
    #[proptest(strategy = "proptest::option::of(strategies::url())")]
    other: Option<url::Url>,
    #[proptest(strategy = "strategies::uuid()")]
    id: uuid::Uuid,
    #[proptest(strategy = "strategies::decimal()")]
    price: rust_decimal::Decimal,
}

/// Branded id.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type, Arbitrary)]
struct OrderId(#[proptest(strategy = "strategies::uuid()")] uuid::Uuid);

/// Newtype of a newtype.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type, Arbitrary)]
struct OpenOrderId(OrderId);

/// Branded number.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type, Arbitrary)]
struct Amount(u32);

/// Newtype of an object, which has the object's type.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type, Arbitrary)]
struct Bill(Line);

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type, Arbitrary)]
struct Line {
    amount: Amount,
}

/// Newtypes of every kind.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type, Arbitrary)]
struct Order {
    id: OrderId,
    open: OpenOrderId,
    amount: Amount,
    bill: Bill,
}
