//! Enums by all of serde's taggings.

use isotype::prelude::*;
use proptest_derive::Arbitrary;
use serde::{Deserialize, Serialize};

use crate::{shape, strategies::*};

pub(crate) fn register(api: Router<()>) -> Router<()> {
    let api = shape::register::<External>(api, "external");
    let api = shape::register::<Internal>(api, "internal");
    let api = shape::register::<Adjacent>(api, "adjacent");
    let api = shape::register::<Untagged>(api, "untagged");
    let api = shape::register::<Renamed>(api, "renamedVariants");
    shape::register::<Vec<Mood>>(api, "words")
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

/// Each looks different: by its kind, or by a member that it must have.
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
