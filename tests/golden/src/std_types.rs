//! Types of the standard library with serde support.

use std::{borrow::Cow, net::IpAddr, ops::Range, sync::Arc, time::Duration};

use isotype::prelude::*;
use proptest::{collection::vec, prelude::*};
use proptest_derive::Arbitrary;
use serde::{Deserialize, Serialize};

use crate::{round_trip, strategies::*};

pub(crate) fn register(api: Router<()>) -> Router<()> {
    let api = round_trip::register::<Standard>(api, "standard");
    round_trip::register::<Anything>(api, "anything")
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type, Arbitrary)]
struct Wrapped {
    #[proptest(strategy = "chrono_instant()")]
    at: chrono::DateTime<chrono::Utc>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type, Arbitrary)]
struct Standard {
    result: Result<Wrapped, String>,
    #[proptest(strategy = "any::<(u8, u8)>().prop_map(|(start, end)| start..end)")]
    range: Range<u8>,
    #[proptest(
        strategy = "(safe_unsigned(), 0..1_000_000_000u32).prop_map(|(secs, nanos)| Duration::new(secs, nanos))"
    )]
    duration: Duration,
    address: IpAddr,
    #[proptest(strategy = "any::<String>().prop_map(Cow::Owned)")]
    text: Cow<'static, str>,
    shared: Arc<Wrapped>,
    boxed: Box<Wrapped>,
    letter: char,
}

/// Arbitrary JSON value.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type, Arbitrary)]
struct Anything {
    #[proptest(strategy = "json()")]
    value: serde_json::Value,
}

fn json() -> impl Strategy<Value = serde_json::Value> {
    let leaf = prop_oneof![
        Just(serde_json::Value::Null),
        any::<bool>().prop_map(Into::into),
        any::<i32>().prop_map(Into::into),
        any::<String>().prop_map(Into::into),
    ];
    leaf.prop_recursive(3, 16, 3, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..3).prop_map(Into::into),
            vec((any::<String>(), inner), 0..3)
                .prop_map(|members| serde_json::Value::Object(members.into_iter().collect())),
        ]
    })
}
