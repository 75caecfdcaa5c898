//! The header fields `RateLimit-Policy` and `RateLimit` (draft-ietf-httpapi-ratelimit-headers-10): lists of a member for each class.

use std::time::Duration;

use http::{HeaderMap, HeaderName, HeaderValue};

use super::{Quota, Rate};

static POLICY: HeaderName = HeaderName::from_static("ratelimit-policy");
static LIMIT: HeaderName = HeaderName::from_static("ratelimit");

/// Tells what is left; of several calls in one request, what is left after the last.
pub(crate) fn set_rate_limit_headers(headers: &mut HeaderMap, rate: &Rate, quota: &Quota) {
    let Rate { name, calls, period, .. } = rate;
    replace_member(headers, &POLICY, name, format!("\"{name}\";q={calls};w={}", seconds(*period)));
    replace_member(headers, &LIMIT, name, format!("\"{name}\";r={};t={}", quota.remaining, seconds(quota.reset_after)));
}

/// In place of what was said of the same class.
fn replace_member(headers: &mut HeaderMap, header: &HeaderName, class: &str, member: String) {
    let Ok(member) = HeaderValue::try_from(member) else { return };
    if !headers.contains_key(header) {
        headers.insert(header, member);
        return;
    }
    let is_of = |value: &HeaderValue| {
        value.as_bytes().strip_prefix(b"\"").and_then(|rest| rest.strip_prefix(class.as_bytes())?.first())
            == Some(&b'"')
    };
    let others: Vec<_> = headers.get_all(header).into_iter().filter(|value| !is_of(value)).cloned().collect();
    headers.insert(header, member);
    for value in others {
        headers.append(header, value);
    }
}

/// Whole seconds, none too few.
fn seconds(time: Duration) -> u64 {
    time.as_secs() + u64::from(time.subsec_nanos() > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_class_is_told_once() {
        const MINUTE: Duration = Duration::from_secs(60);
        let (reads, read) = (Rate::new("reads", 600, MINUTE), Rate::new("read", 5, MINUTE));
        let mut headers = HeaderMap::new();
        for left in [9, 8] {
            let quota = Quota { retry_after: None, remaining: left, reset_after: Duration::from_millis(1500) };
            set_rate_limit_headers(&mut headers, &reads, &quota);
            set_rate_limit_headers(&mut headers, &read, &quota);
        }
        let said = |name: &str| headers.get_all(name).iter().map(|v| v.to_str().unwrap()).collect::<Vec<_>>();
        assert_eq!(said("ratelimit-policy"), [r#""read";q=5;w=60"#, r#""reads";q=600;w=60"#]);
        assert_eq!(said("ratelimit"), [r#""read";r=8;t=2"#, r#""reads";r=8;t=2"#]);
    }
}
