//! Rate limits.

mod rate;
mod store;
mod memory;
#[cfg(feature = "redis")]
mod redis;
mod headers;
mod layer;

#[cfg(feature = "redis")]
pub use self::redis::RedisRateLimitStore;
pub use layer::{HasRateLimitStore, RateLimit};
pub use memory::MemoryRateLimitStore;
pub use rate::Rate;
pub use store::{Quota, RateLimitStore};
