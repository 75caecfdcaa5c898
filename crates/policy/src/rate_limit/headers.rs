//! The `RateLimit-Policy` and `RateLimit` response headers (draft-ietf-httpapi-ratelimit-headers-10).
//!
//! Each header is a list with one member per rate.

use std::time::Duration;

use http::{HeaderMap, HeaderName, HeaderValue};

use super::{Quota, Rate};

static POLICY: HeaderName = HeaderName::from_static("ratelimit-policy");
static LIMIT: HeaderName = HeaderName::from_static("ratelimit");

/// Sets the list members for `rate`. In a batch, the last call determines their values.
pub(crate) fn set_rate_limit_headers(headers: &mut HeaderMap, rate: &Rate, quota: &Quota) {
    let Rate { name, calls, period, .. } = rate;
    replace_member(headers, &POLICY, name, format!("\"{name}\";q={calls};w={}", seconds(*period)));
    replace_member(headers, &LIMIT, name, format!("\"{name}\";r={};t={}", quota.remaining, seconds(quota.reset_after)));
}

/// Adds a list member, replacing an existing one for the same rate.
fn replace_member(headers: &mut HeaderMap, header: &HeaderName, name: &str, member: String) {
    let Ok(member) = HeaderValue::try_from(member) else { return };
    if !headers.contains_key(header) {
        headers.insert(header, member);
        return;
    }
    let is_same_rate = |value: &HeaderValue| {
        value.as_bytes().strip_prefix(b"\"").and_then(|rest| rest.strip_prefix(name.as_bytes())?.first()) == Some(&b'"')
    };
    let others: Vec<_> = headers.get_all(header).into_iter().filter(|value| !is_same_rate(value)).cloned().collect();
    headers.insert(header, member);
    for value in others {
        headers.append(header, value);
    }
}

/// Rounds up to whole seconds.
fn seconds(duration: Duration) -> u64 {
    duration.as_secs() + u64::from(duration.subsec_nanos() > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_one_member_per_rate() {
        const MINUTE: Duration = Duration::from_secs(60);
        let (reads, read) = (Rate::new("reads", 600, MINUTE), Rate::new("read", 5, MINUTE));
        let mut headers = HeaderMap::new();
        for remaining in [9, 8] {
            let quota = Quota { retry_after: None, remaining, reset_after: Duration::from_millis(1500) };
            set_rate_limit_headers(&mut headers, &reads, &quota);
            set_rate_limit_headers(&mut headers, &read, &quota);
        }
        let values = |name: &str| headers.get_all(name).iter().map(|v| v.to_str().unwrap()).collect::<Vec<_>>();
        assert_eq!(values("ratelimit-policy"), [r#""read";q=5;w=60"#, r#""reads";q=600;w=60"#]);
        assert_eq!(values("ratelimit"), [r#""read";r=8;t=2"#, r#""reads";r=8;t=2"#]);
    }
}
