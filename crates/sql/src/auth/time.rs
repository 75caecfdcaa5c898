//! Conversion of timestamps to milliseconds since the Unix epoch, which both engines compare in the same way.

use std::time::{Duration, SystemTime};

pub(super) fn to_millis(time: SystemTime) -> i64 {
    let since = time.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}

/// Converts milliseconds to a time. Negative values become the Unix epoch, which is in the past as well.
pub(super) fn from_millis(millis: i64) -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_millis(u64::try_from(millis).unwrap_or_default())
}
