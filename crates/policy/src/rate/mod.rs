//! How often callers may call.

mod class;
mod store;
mod memory;
#[cfg(feature = "redis")]
mod redis;
mod headers;
mod layer;

#[cfg(feature = "redis")]
pub use self::redis::RedisRates;
pub use class::Rate;
pub use layer::{RateLimit, RateLimited};
pub use memory::MemoryRates;
pub use store::{Quota, Rates};
