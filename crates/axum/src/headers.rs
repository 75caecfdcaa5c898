//! The headers of a request that stays for long.

use http::{HeaderMap, HeaderName, HeaderValue, header};

/// Those that say something to a procedure, without the buffer that they were read into, which would else stay for as
/// long as a socket or a stream.
pub(crate) fn copied(headers: &HeaderMap) -> HeaderMap {
    let is_of_the_connection = |name: &HeaderName| {
        [header::CONNECTION, header::UPGRADE].contains(name) || name.as_str().starts_with("sec-websocket")
    };
    let copy = |(name, value): (&HeaderName, &HeaderValue)| {
        let mut copy = HeaderValue::from_bytes(value.as_bytes()).ok()?;
        copy.set_sensitive(value.is_sensitive());
        Some((name.clone(), copy))
    };
    headers.iter().filter(|(name, _)| !is_of_the_connection(name)).filter_map(copy).collect()
}
