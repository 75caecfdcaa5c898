//! Structs with serde's field attributes.

use std::collections::BTreeMap;

use isotype::prelude::*;
use proptest::prelude::{Strategy, any};
use proptest_derive::Arbitrary;
use serde::{Deserialize, Serialize};

use crate::{round_trip, strategies::*};

pub(crate) fn register(api: Router<()>) -> Router<()> {
    let api = round_trip::register::<Flattened>(api, "flattened");
    let api = round_trip::register::<FlattenedMap>(api, "flattenedMap");
    let api = round_trip::register::<FlattenedName>(api, "flattenedName");
    let api = round_trip::register::<FlattenedJson>(api, "flattenedJson");
    let api = round_trip::register::<FlattenedEnum>(api, "flattenedEnum");
    let api = round_trip::register::<FlattenedTag>(api, "flattenedTag");
    let api = round_trip::register::<Fields>(api, "fields");
    let api = round_trip::register::<Defaults>(api, "defaults");
    let api = round_trip::register::<Strict>(api, "strict");
    round_trip::register::<Declared>(api, "with")
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type, Arbitrary)]
struct Made {
    #[proptest(strategy = "chrono_instant()")]
    made: chrono::DateTime<chrono::Utc>,
}

/// Flattened struct.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type, Arbitrary)]
struct Flattened {
    id: u8,
    #[serde(flatten)]
    more: Made,
}

/// Flattened map, for members with other names.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type, Arbitrary)]
struct FlattenedMap {
    id: String,
    #[serde(flatten)]
    more: Made,
    #[proptest(strategy = "proptest::collection::btree_map(\"[x-z]{1,3}\", any::<Made>(), 0..3)")]
    #[serde(flatten)]
    rest: BTreeMap<String, Made>,
}

/// Flattened newtype of a map.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type, Arbitrary)]
struct FlattenedName {
    id: u8,
    #[serde(flatten)]
    rest: Rest,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type, Arbitrary)]
struct Rest(
    #[proptest(strategy = "proptest::collection::btree_map(\"[x-z]{1,3}\", any::<Made>(), 0..3)")]
    BTreeMap<String, Made>,
);

/// Flattened JSON values beside fields that TypeScript decodes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type, Arbitrary)]
struct FlattenedJson {
    made: Made,
    #[serde(rename = "")]
    #[proptest(strategy = "chrono_instant()")]
    unnamed: chrono::DateTime<chrono::Utc>,
    #[proptest(strategy = "proptest::collection::btree_map(\"[x-z]{1,3}\", any::<i32>().prop_map(Into::into), 0..3)")]
    #[serde(flatten)]
    rest: BTreeMap<String, serde_json::Value>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type, Arbitrary)]
enum Outside {
    Unit,
    One(Made),
    Named { at: Made },
}

/// Flattened externally tagged enum.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type, Arbitrary)]
struct FlattenedEnum {
    id: u8,
    #[serde(flatten)]
    what: Outside,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type, Arbitrary)]
#[serde(tag = "type")]
enum Inside {
    Unit,
    One(Made),
    Named { at: Made },
}

/// Flattened internally tagged enum.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type, Arbitrary)]
struct FlattenedTag {
    id: u8,
    #[serde(flatten)]
    what: Inside,
}

/// Renamed and skipped fields.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type, Arbitrary)]
#[serde(rename_all = "camelCase")]
struct Fields {
    first_seen: Made,
    #[serde(rename = "last-seen")]
    last_seen: Made,
    #[serde(alias = "old")]
    new: Made,
    #[serde(skip)]
    #[proptest(value = "0")]
    hidden: u64,
    r#type: String,
    constructor: Made,
}

/// Fields with default values.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, Type, Arbitrary)]
#[serde(default)]
struct Defaults {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[proptest(strategy = "small_vec()")]
    list: Vec<Made>,
    #[serde(skip_serializing_if = "Option::is_none")]
    maybe: Option<Made>,
    count: u32,
}

/// Struct that rejects unknown fields.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type, Arbitrary)]
#[serde(deny_unknown_fields)]
struct Strict {
    made: Made,
}

/// Field with a `with` module and a declared type.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type, Arbitrary)]
struct Declared {
    #[serde(with = "percent")]
    #[isotype(type = String)]
    share: u8,
}

mod percent {
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub(super) fn serialize<S: Serializer>(share: &u8, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&format_args!("{share}%"))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u8, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.trim_end_matches('%').parse().map_err(D::Error::custom)
    }
}
