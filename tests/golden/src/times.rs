//! Dates and times: instants are `Date`, values without a time zone are strings.

use isotype::prelude::*;
use proptest_derive::Arbitrary;
use serde::{Deserialize, Serialize};

use crate::{round_trip, strategies::*};

pub(crate) fn register(api: Router<()>) -> Router<()> {
    let api = round_trip::register::<Chrono>(api, "chrono");
    let api = round_trip::register::<Jiff>(api, "jiff");
    let api = round_trip::register::<Time>(api, "time");
    round_trip::register::<Instant>(api, "instant")
}

/// Types of `chrono`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type, Arbitrary)]
struct Chrono {
    #[proptest(strategy = "chrono_instant()")]
    at: chrono::DateTime<chrono::Utc>,
    /// The offset is lost; instants with different offsets are equal.
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

/// Types of `jiff`.
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

/// Types of `time`.
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

/// Newtype of an instant.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type, Arbitrary)]
struct Instant(#[proptest(strategy = "chrono_instant()")] chrono::DateTime<chrono::Utc>);
