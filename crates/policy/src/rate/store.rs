//! Where calls are counted.

use std::time::Duration;

use futures_util::future::BoxFuture;

use super::Rate;

/// Counts calls. Where what it counts with is away, it decides by itself: a call is never refused for that.
pub trait RateLimitStore: Send + Sync + 'static {
    /// Counts one call by whoever has this key, unless it is one too many.
    fn take<'a>(&'a self, rate: &'a Rate, key: &'a str) -> BoxFuture<'a, Quota>;
}

/// What is left to a caller.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quota {
    /// How long to wait, where this call was one too many.
    pub retry_after: Option<Duration>,
    /// How many more calls may come at once.
    pub remaining: u32,
    /// After what time all of them may come again.
    pub reset_after: Duration,
}
