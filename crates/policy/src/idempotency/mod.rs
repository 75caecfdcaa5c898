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
pub use self::redis::RedisIdempotencyStore;
pub use answers::{ClaimResult, IdempotencyStore, StoreError};
pub use claim::IdempotencyClaim;
pub use layer::{HasIdempotencyStore, Idempotency};
pub use memory::MemoryIdempotencyStore;
pub use stored::StoredResponse;
