//! Trait for rate-limit stores.

use std::time::Duration;

use futures_util::future::BoxFuture;

use super::Rate;

/// Store that counts calls.
///
/// `take` cannot fail. A store whose backend is unavailable must decide on its own, and should not reject calls for
/// that reason.
pub trait RateLimitStore: Send + Sync + 'static {
    /// Takes one call from the quota of `key`, and returns the remaining quota.
    fn take<'a>(&'a self, rate: &'a Rate, key: &'a str) -> BoxFuture<'a, Quota>;
}

/// Quota of a key after a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quota {
    /// Time to wait before the next call, if this call exceeds the rate.
    pub retry_after: Option<Duration>,
    /// Number of further calls that are allowed immediately.
    pub remaining: u32,
    /// Time after which the full quota is available again.
    pub reset_after: Duration,
}
