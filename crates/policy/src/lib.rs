#![doc = include_str!("../README.md")]

#[cfg(feature = "redis")]
mod redis;
mod options;
mod refusals;
mod caller;
mod timeout;
mod permit;
mod shed;
mod rate;
mod idempotency;
mod concurrency;

pub use caller::{HasCaller, Identity, forwarded_for};
pub use concurrency::ConcurrencyLimit;
#[cfg(feature = "redis")]
pub use idempotency::RedisIdempotencyStore;
pub use idempotency::{
    ClaimResult, HasIdempotencyStore, Idempotency, IdempotencyClaim, IdempotencyStore, MemoryIdempotencyStore,
    StoreError, StoredResponse,
};
pub use options::{IdempotencyExt, PolicyExt};
#[cfg(feature = "redis")]
pub use rate::RedisRateLimitStore;
pub use rate::{HasRateLimitStore, MemoryRateLimitStore, Quota, Rate, RateLimit, RateLimitStore};
pub use refusals::{IdempotencyKeyMissing, IdempotencyKeyReused, Overloaded, TimedOut};
pub use shed::LoadShed;
pub use timeout::Timeout;
