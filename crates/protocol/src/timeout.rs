//! How long a client waits for an answer, as it says it.

use std::time::Duration;

/// A number of milliseconds, whole or not: a client may have divided what it had.
///
/// # Example
///
/// ```
/// use std::time::Duration;
/// use isotype_protocol::patience;
///
/// assert_eq!(patience("1500"), Some(Duration::from_millis(1500)));
/// assert_eq!(patience("0.5"), Some(Duration::from_micros(500)));
/// assert_eq!(patience("-1"), None);
/// ```
pub fn parse_timeout_ms(text: &str) -> Option<Duration> {
    let whole = text.parse().map(Duration::from_millis).ok();
    whole.or_else(|| Duration::try_from_secs_f64(text.parse::<f64>().ok()? / 1000.0).ok())
}
