//! Enums in all of serde's representations.

use isotype::prelude::*;
use proptest_derive::Arbitrary;
use serde::{Deserialize, Serialize};

use crate::{round_trip, strategies::*};

pub(crate) fn register(api: Router<()>) -> Router<()> {
    let api = round_trip::register::<External>(api, "external");
    let api = round_trip::register::<Internal>(api, "internal");
    let api = round_trip::register::<Adjacent>(api, "adjacent");
    let api = round_trip::register::<Untagged>(api, "untagged");
    let api = round_trip::register::<Renamed>(api, "renamedVariants");
    round_trip::register::<Vec<Mood>>(api, "words")
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type, Arbitrary)]
struct When {
    #[proptest(strategy = "chrono_instant()")]
    at: chrono::DateTime<chrono::Utc>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type, Arbitrary)]
enum External {
    Nothing,
    One(When),
    Text(String),
    Two(When, u8),
    Named { when: When, note: Option<String> },
    Maybe(Option<When>),
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type, Arbitrary)]
#[serde(tag = "type")]
enum Internal {
    Nothing,
    Inner(When),
    Named { when: When, note: String },
    Other { text: String },
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type, Arbitrary)]
#[serde(tag = "kind", content = "value")]
enum Adjacent {
    Nothing,
    One(When),
    Two(u8, When),
    Named { when: When },
    Number(u32),
}

/// Untagged variants, distinguished by their JSON type or by a required member.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type, Arbitrary)]
#[serde(untagged)]
enum Untagged {
    Nothing,
    Number(u32),
    Instant(#[proptest(strategy = "chrono_instant()")] chrono::DateTime<chrono::Utc>),
    List(#[proptest(strategy = "small_vec()")] Vec<When>),
    Stamped { id: u8, when: When },
    Plain { id: u8 },
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type, Arbitrary)]
#[serde(tag = "t", rename_all = "SCREAMING_SNAKE_CASE", rename_all_fields = "camelCase")]
enum Renamed {
    FirstOne {
        happened_at: When,
    },
    #[serde(rename = "2nd")]
    Second {
        is_over: bool,
    },
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type, Arbitrary)]
#[serde(rename_all = "kebab-case")]
enum Mood {
    Happy,
    VerySad,
    #[serde(other)]
    Unknown,
}
