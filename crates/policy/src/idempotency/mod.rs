//! Mutations that take effect once, however often they arrive.

mod id;
mod stored;
mod claim;
mod answers;
mod memory;
#[cfg(feature = "redis")]
mod redis;
mod layer;

#[cfg(feature = "redis")]
pub use self::redis::RedisAnswers;
pub use answers::{Answers, Found, StoreError};
pub use claim::Claim;
pub use layer::{Idempotency, Idempotent};
pub use memory::MemoryAnswers;
pub use stored::Stored;
