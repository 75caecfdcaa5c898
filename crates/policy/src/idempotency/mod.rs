//! Idempotency keys for mutations.

mod record_id;
mod stored_response;
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
pub use store::{ClaimResult, IdempotencyStore};
pub use stored_response::StoredResponse;
