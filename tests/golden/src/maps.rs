//! Maps with every key type that serde supports, and sets.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use isotype::prelude::*;
use proptest_derive::Arbitrary;
use serde::{Deserialize, Serialize};

use crate::{round_trip, strategies::*};

pub(crate) fn register(api: Router<()>) -> Router<()> {
    let api = round_trip::register::<Maps>(api, "maps");
    let api = round_trip::register::<Sets>(api, "sets");
    let api = round_trip::register::<Entries>(api, "entries");
    round_trip::register::<BTreeMap<String, Stamp>>(api, "map")
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type, Arbitrary)]
enum Suit {
    Hearts,
    Spades,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type, Arbitrary)]
struct Key(u32);

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type, Arbitrary)]
struct Id(#[proptest(strategy = "uuid()")] uuid::Uuid);

/// Map value with an encoded field.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type, Arbitrary)]
struct Stamp {
    #[proptest(strategy = "chrono_instant()")]
    at: chrono::DateTime<chrono::Utc>,
}

/// Maps by key type.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type, Arbitrary)]
struct Maps {
    #[proptest(strategy = "small_map()")]
    by_name: BTreeMap<String, Stamp>,
    #[proptest(strategy = "small_map()")]
    by_suit: BTreeMap<Suit, Stamp>,
    #[proptest(strategy = "small_map()")]
    by_key: BTreeMap<Key, u8>,
    #[proptest(strategy = "small_map()")]
    by_id: BTreeMap<Id, Option<Stamp>>,
    #[proptest(strategy = "small_map()")]
    by_truth: BTreeMap<bool, u8>,
    #[proptest(strategy = "small_map()")]
    by_letter: BTreeMap<char, u8>,
    #[proptest(strategy = "small_map()")]
    by_number: BTreeMap<i16, u8>,
    #[proptest(strategy = "small_map()")]
    by_wide: BTreeMap<u64, u8>,
    #[proptest(strategy = "proptest::collection::hash_map(proptest::num::u8::ANY, small_vec(), 0..3)")]
    hashed: HashMap<u8, Vec<Stamp>>,
}

/// Sets, which are lists in JSON.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type, Arbitrary)]
struct Sets {
    #[proptest(strategy = "proptest::collection::btree_set(\"[a-z]{0,3}\", 0..4)")]
    sorted: BTreeSet<String>,
    #[proptest(strategy = "proptest::collection::hash_set(uuid(), 0..4)")]
    hashed: HashSet<uuid::Uuid>,
}

/// Maps whose keys are not strings, as lists of entries.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type, Arbitrary)]
struct Entries {
    #[proptest(strategy = "small_map()")]
    #[serde(with = "isotype::with::entries")]
    #[isotype(type = isotype::with::Entries<(u8, u8), Stamp>)]
    by_place: BTreeMap<(u8, u8), Stamp>,
    #[proptest(strategy = "small_map()")]
    #[serde(with = "isotype::with::entries")]
    #[isotype(type = isotype::with::Entries<Option<bool>, String>)]
    by_answer: BTreeMap<Option<bool>, String>,
    #[proptest(strategy = "proptest::collection::btree_map(chrono_instant(), proptest::bool::ANY, 0..4)")]
    #[serde(with = "isotype::with::entries")]
    #[isotype(type = isotype::with::Entries<chrono::DateTime<chrono::Utc>, bool>)]
    by_time: BTreeMap<chrono::DateTime<chrono::Utc>, bool>,
}
