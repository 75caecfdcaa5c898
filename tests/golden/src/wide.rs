//! 64- and 128-bit integers in every position, with the encoding that the API sets.

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
    num::NonZeroU64,
    time::Duration,
};

use isotype::prelude::*;
use proptest::{collection::vec, prelude::*};
use proptest_derive::Arbitrary;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{round_trip, strategies::*};

pub(crate) fn register(api: Router<()>) -> Router<()> {
    let api = round_trip::register::<Every>(api, "every");
    let api = round_trip::register::<u64>(api, "alone");
    let api = round_trip::register::<Vec<Option<i64>>>(api, "listOfWide");
    let api = round_trip::register::<Containers>(api, "held");
    let api = round_trip::register::<Page<OrderId>>(api, "pageOfIds");
    let api = round_trip::register::<External>(api, "wideExternal");
    let api = round_trip::register::<Internal>(api, "wideInternal");
    let api = round_trip::register::<Adjacent>(api, "wideAdjacent");
    let api = round_trip::register::<Untagged>(api, "wideUntagged");
    let api = round_trip::register::<Flat>(api, "wideFlattened");
    let api = round_trip::register::<FlatMap>(api, "wideFlattenedMap");
    let api = round_trip::register::<FlatEnum>(api, "wideFlattenedEnum");
    let api = round_trip::register::<FlatTag>(api, "wideFlattenedTag");
    let api = round_trip::register::<Tree>(api, "wideTree");
    round_trip::register::<Marked>(api, "marked")
}

/// Every integer type, with its extremes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type, Arbitrary)]
struct Every {
    #[proptest(strategy = "with_extremes(u64::MIN, u64::MAX)")]
    u64: u64,
    #[proptest(strategy = "with_extremes(i64::MIN, i64::MAX)")]
    i64: i64,
    #[proptest(strategy = "with_extremes(u128::MIN, u128::MAX)")]
    u128: u128,
    #[proptest(strategy = "with_extremes(i128::MIN, i128::MAX)")]
    i128: i128,
    usize: usize,
    isize: isize,
    /// Not a wide integer; always a number.
    u32: u32,
    positive: NonZeroU64,
    duration: Duration,
    id: OrderId,
}

/// Newtype of a wide integer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Type, Arbitrary)]
struct OrderId(u64);

/// Wide integers in containers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type, Arbitrary)]
#[serde(rename_all = "camelCase")]
struct Containers {
    maybe: Option<u64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    left_out: Option<i128>,
    #[proptest(strategy = "small_vec()")]
    list: Vec<i64>,
    array: [u64; 3],
    pair: (u8, i64, String),
    #[proptest(strategy = "proptest::collection::btree_set(any::<u64>(), 0..4)")]
    set: BTreeSet<u64>,
    #[proptest(strategy = "small_map()")]
    by: BTreeMap<u64, u128>,
    #[proptest(strategy = "small_map()")]
    by_id: BTreeMap<OrderId, Vec<OrderId>>,
    #[serde(with = "isotype::with::entries")]
    #[isotype(type = isotype::with::Entries<i64, u64>)]
    #[proptest(strategy = "small_map()")]
    entries: BTreeMap<i64, u64>,
    result: Result<u64, String>,
    boxed: Box<i64>,
    #[proptest(strategy = "any::<u64>().prop_map(Cow::Owned)")]
    cow: Cow<'static, u64>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type, Arbitrary)]
struct Page<T: Arbitrary + 'static> {
    #[proptest(strategy = "small_vec()")]
    items: Vec<T>,
    after: Option<T>,
    total: u64,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type, Arbitrary)]
enum External {
    Nothing,
    One(u128),
    Two(u64, u8),
    Named { size: i64, name: String },
}

/// serde buffers the members until it has read the tag.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type, Arbitrary)]
#[serde(tag = "type")]
enum Internal {
    Nothing,
    Count {
        value: u64,
    },
    /// String of digits that must stay a string.
    Text {
        #[proptest(strategy = "\"[0-9]{1,4}\"")]
        value: String,
    },
    Inner(Total),
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type, Arbitrary)]
struct Total {
    total: i64,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type, Arbitrary)]
#[serde(tag = "kind", content = "value")]
enum Adjacent {
    Count(u64),
    Text(#[proptest(strategy = "\"[0-9]{1,4}\"")] String),
    Several(#[proptest(strategy = "small_vec()")] Vec<i64>),
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type, Arbitrary)]
#[serde(untagged)]
enum Untagged {
    Alone(u64),
    Yes(bool),
    List(#[proptest(strategy = "small_vec()")] Vec<i64>),
    Named { size: u64, name: String },
    Total(Total),
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type, Arbitrary)]
struct Flat {
    own: u128,
    #[serde(flatten)]
    more: Total,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type, Arbitrary)]
struct FlatMap {
    #[proptest(strategy = "\"[0-9]{1,4}\"")]
    name: String,
    #[serde(flatten)]
    #[proptest(strategy = "proptest::collection::btree_map(\"[x-z]{1,3}\", any::<u64>(), 0..3)")]
    rest: BTreeMap<String, u64>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type, Arbitrary)]
enum Outside {
    Unit,
    One(u64),
    Named { size: i64 },
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type, Arbitrary)]
struct FlatEnum {
    id: u64,
    #[serde(flatten)]
    what: Outside,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type, Arbitrary)]
struct FlatTag {
    id: u64,
    #[serde(flatten)]
    what: Internal,
}

/// Recursive type, through an internally tagged enum that serde buffers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
struct Tree {
    weight: u64,
    children: Vec<Branch>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(tag = "type")]
enum Branch {
    Leaf { weight: i64 },
    Tree(Tree),
}

impl Arbitrary for Tree {
    type Parameters = ();
    type Strategy = BoxedStrategy<Self>;

    fn arbitrary_with((): ()) -> Self::Strategy {
        let leaf = any::<u64>().prop_map(|weight| Tree { weight, children: Vec::new() });
        let grow = |inner| {
            let leaf = any::<i64>().prop_map(|weight| Branch::Leaf { weight });
            let branch = prop_oneof![leaf, Strategy::prop_map(inner, Branch::Tree)];
            (any::<u64>(), vec(branch, 0..3)).prop_map(|(weight, children)| Tree { weight, children })
        };
        leaf.prop_recursive(4, 16, 3, grow).boxed()
    }
}

/// Wide integers beside fields with their own encoding, and beside untyped JSON.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type, Arbitrary)]
struct Marked {
    plain: i64,
    #[serde(with = "isotype::with::bigint")]
    #[isotype(type = isotype::with::BigInt)]
    bigint: u128,
    #[serde(with = "isotype::with::integer_string")]
    #[isotype(type = isotype::with::IntegerString)]
    text: i128,
    #[proptest(strategy = "any_json()")]
    meta: Value,
}

fn any_json() -> impl Strategy<Value = Value> {
    // Numbers and strings of digits must keep their JSON types.
    (any::<i32>(), "[0-9]{1,4}").prop_map(|(plain, digits)| serde_json::json!({ "plain": plain, "text": digits }))
}
