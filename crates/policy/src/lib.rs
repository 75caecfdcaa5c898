//! Policies for Isotype procedures: rate limits, idempotency keys, timeouts, concurrency limits and load shedding.
//!
//! [`PolicyExt`] and [`IdempotencyExt`] add policies to a procedure or a router. The application state provides the stores,
//! with [`HasRateLimitStore`] and [`HasIdempotencyStore`], and identifies callers, with [`HasCaller`].
//!
//! # Features
//!
//! | feature | enables |
//! |---|---|
//! | `redis` | `RedisRateLimitStore` and `RedisIdempotencyStore`, shared by several processes |
//!
//! # Example
//!
//! ```
//! use std::time::Duration;
//!
//! use isotype_core::{Ctx, Public, Router, mutation, query};
//! use isotype_policy::{HasCaller, HasRateLimitStore, MemoryRateLimitStore, PolicyExt, Rate, RateLimitStore};
//!
//! const READS: Rate = Rate::new("reads", 600, Duration::from_secs(60));
//! const SIGN_IN: Rate = Rate::new("sign-in", 5, Duration::from_secs(60)).per_ip();
//!
//! #[derive(Default)]
//! struct App {
//!     rate_limits: MemoryRateLimitStore,
//! }
//!
//! impl HasCaller for App {
//!     type Caller = (); // a guard, if callers authenticate
//! }
//!
//! impl HasRateLimitStore for App {
//!     fn rate_limit_store(&self) -> &dyn RateLimitStore {
//!         &self.rate_limits
//!     }
//! }
//!
//! async fn list(_: Ctx<App, Public>, _: ()) -> Vec<String> { Vec::new() }
//! async fn sign_in(_: Ctx<App, Public>, _: String) {}
//!
//! let api = Router::new()
//!     .procedure("posts.list", query(list).rate(READS))
//!     .procedure("auth.signIn", mutation(sign_in).rate(SIGN_IN).concurrency(8))
//!     .timeout(Duration::from_secs(20))
//!     .load_shed(5_000);
//! ```

#[cfg(feature = "redis")]
mod redis;
mod store_error;
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
    StoredResponse,
};
pub use load_shed::LoadShed;
#[cfg(feature = "redis")]
pub use rate_limit::RedisRateLimitStore;
pub use rate_limit::{HasRateLimitStore, MemoryRateLimitStore, Quota, Rate, RateLimit, RateLimitStore};
pub use store_error::StoreError;
pub use timeout::Timeout;
