//! Mutations that take effect once, however often they arrive.

mod record_id;
mod stored;
mod claim;
mod store;
mod memory;
#[cfg(feature = "redis")]
mod redis;
mod layer;

#[cfg(feature = "redis")]
pub use self::redis::RedisIdempotencyStore;
pub use claim::IdempotencyClaim;
pub use layer::{HasIdempotencyStore, Idempotency};
pub use memory::MemoryIdempotencyStore;
pub use store::{ClaimResult, IdempotencyStore, StoreError};
pub use stored::StoredResponse;
