//! How often callers may call.

mod class;
mod store;
mod memory;
#[cfg(feature = "redis")]
mod redis;
mod headers;
mod layer;

#[cfg(feature = "redis")]
pub use self::redis::RedisRateLimitStore;
pub use class::Rate;
pub use layer::{HasRateLimitStore, RateLimit};
pub use memory::MemoryRateLimitStore;
pub use store::{Quota, RateLimitStore};
