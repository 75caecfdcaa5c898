#![cfg_attr(not(doctest), doc = include_str!("../README.md"))]

#[cfg(feature = "redis")]
mod redis;
mod ext;
mod errors;
mod caller;
mod timeout;
mod permit;
mod load_shed;
mod rate_limit;
mod idempotency;
mod concurrency;

pub use caller::{HasCaller, Identity, forwarded_for};
pub use concurrency::ConcurrencyLimit;
pub use errors::{IdempotencyKeyMissing, IdempotencyKeyReused, Overloaded, TimedOut};
pub use ext::{IdempotencyExt, PolicyExt};
#[cfg(feature = "redis")]
pub use idempotency::RedisIdempotencyStore;
pub use idempotency::{
    ClaimResult, HasIdempotencyStore, Idempotency, IdempotencyClaim, IdempotencyStore, MemoryIdempotencyStore,
    StoreError, StoredResponse,
};
pub use load_shed::LoadShed;
#[cfg(feature = "redis")]
pub use rate_limit::RedisRateLimitStore;
pub use rate_limit::{HasRateLimitStore, MemoryRateLimitStore, Quota, Rate, RateLimit, RateLimitStore};
pub use timeout::Timeout;
