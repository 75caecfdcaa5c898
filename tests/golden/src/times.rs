//! Instants are `Date`; what has no zone stays a string.

use isotype::prelude::*;
use proptest_derive::Arbitrary;
use serde::{Deserialize, Serialize};

use crate::{shape, strategies::*};

pub(crate) fn register(api: Router<()>) -> Router<()> {
    let api = shape::register::<Chrono>(api, "chrono");
    let api = shape::register::<Jiff>(api, "jiff");
    let api = shape::register::<Time>(api, "time");
    shape::register::<Instant>(api, "instant")
}

/// chrono's.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type, Arbitrary)]
struct Chrono {
    #[proptest(strategy = "chrono_instant()")]
    at: chrono::DateTime<chrono::Utc>,
    /// The offset is not kept: two instants are one whatever their offsets.
    #[proptest(strategy = "chrono_offset()")]
    elsewhere: chrono::DateTime<chrono::FixedOffset>,
    #[proptest(strategy = "proptest::option::of(chrono_instant())")]
    maybe: Option<chrono::DateTime<chrono::Utc>>,
    #[proptest(strategy = "proptest::collection::vec(proptest::option::of(chrono_instant()), 0..3)")]
    several: Vec<Option<chrono::DateTime<chrono::Utc>>>,
    #[proptest(strategy = "proptest::strategy::Strategy::prop_map(chrono_local(), |at| at.date())")]
    day: chrono::NaiveDate,
    #[proptest(strategy = "proptest::strategy::Strategy::prop_map(chrono_local(), |at| at.time())")]
    hour: chrono::NaiveTime,
    #[proptest(strategy = "chrono_local()")]
    local: chrono::NaiveDateTime,
    #[proptest(
        strategy = "proptest::strategy::Strategy::prop_map(0..1_000_000_000i64, chrono::TimeDelta::nanoseconds)"
    )]
    took: chrono::TimeDelta,
}

/// jiff's.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type, Arbitrary)]
struct Jiff {
    #[proptest(strategy = "jiff_instant()")]
    at: jiff::Timestamp,
    #[proptest(strategy = "proptest::strategy::Strategy::prop_map(jiff_local(), |at| at.date())")]
    day: jiff::civil::Date,
    #[proptest(strategy = "proptest::strategy::Strategy::prop_map(jiff_local(), |at| at.time())")]
    hour: jiff::civil::Time,
    #[proptest(strategy = "jiff_local()")]
    local: jiff::civil::DateTime,
}

/// time's.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type, Arbitrary)]
struct Time {
    #[proptest(strategy = "time_instant()")]
    #[serde(with = "isotype::with::rfc3339")]
    #[isotype(type = isotype::with::DateTime)]
    at: time::OffsetDateTime,
    #[proptest(strategy = "proptest::option::of(time_instant())")]
    #[serde(with = "isotype::with::rfc3339", default)]
    #[isotype(type = Option<isotype::with::DateTime>)]
    maybe: Option<time::OffsetDateTime>,
}

/// A name for an instant, which is an instant.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type, Arbitrary)]
struct Instant(#[proptest(strategy = "chrono_instant()")] chrono::DateTime<chrono::Utc>);
