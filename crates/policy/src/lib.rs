#![doc = include_str!("../README.md")]

#[cfg(feature = "redis")]
mod redis;
mod options;
mod refusals;
mod caller;
mod timeout;
mod held;
mod shed;
mod rate;
mod idempotency;
mod concurrency;

pub use caller::{Callers, Identity, forwarded_for};
pub use concurrency::Concurrency;
#[cfg(feature = "redis")]
pub use idempotency::RedisAnswers;
pub use idempotency::{Answers, Claim, Found, Idempotency, Idempotent, MemoryAnswers, StoreError, Stored};
pub use options::{Once, Policies};
#[cfg(feature = "redis")]
pub use rate::RedisRates;
pub use rate::{MemoryRates, Quota, Rate, RateLimit, RateLimited, Rates};
pub use refusals::{KeyMissing, KeyReused, Overloaded, TimedOut};
pub use shed::Shed;
pub use timeout::Timeout;
