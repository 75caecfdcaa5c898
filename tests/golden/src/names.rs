//! Addresses are `URL`; ids and decimal numbers are strings that no other is taken for.

use isotype::prelude::*;
use proptest_derive::Arbitrary;
use serde::{Deserialize, Serialize};

use crate::{shape, strategies};

pub(crate) fn register(api: Router<()>) -> Router<()> {
    let api = shape::register::<Names>(api, "names");
    let api = shape::register::<Order>(api, "newtypes");
    shape::register::<OrderId>(api, "newtype")
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

/// The id of an order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type, Arbitrary)]
struct OrderId(#[proptest(strategy = "strategies::uuid()")] uuid::Uuid);

/// An order that is open.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type, Arbitrary)]
struct OpenOrderId(OrderId);

/// A number that counts something.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type, Arbitrary)]
struct Amount(u32);

/// A name for an object, which is that object.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type, Arbitrary)]
struct Bill(Line);

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type, Arbitrary)]
struct Line {
    amount: Amount,
}

/// Newtypes of each kind.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type, Arbitrary)]
struct Order {
    id: OrderId,
    open: OpenOrderId,
    amount: Amount,
    bill: Bill,
}
