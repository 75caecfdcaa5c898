//! Timeouts sent by clients (`docs/protocol.md#deadlines`).

use std::time::Duration;

/// Parses a number of milliseconds, possibly with a fraction. Returns `None` if it is malformed.
///
/// # Example
///
/// ```
/// use std::time::Duration;
/// use isotype_protocol::parse_timeout_ms;
///
/// assert_eq!(parse_timeout_ms("1500"), Some(Duration::from_millis(1500)));
/// assert_eq!(parse_timeout_ms("0.5"), Some(Duration::from_micros(500)));
/// assert_eq!(parse_timeout_ms("-1"), None);
/// ```
pub fn parse_timeout_ms(text: &str) -> Option<Duration> {
    let whole = text.parse().map(Duration::from_millis).ok();
    whole.or_else(|| Duration::try_from_secs_f64(text.parse::<f64>().ok()? / 1000.0).ok())
}
