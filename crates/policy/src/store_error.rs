use std::error::Error;

/// Error returned by an idempotency or rate-limit store.
pub type StoreError = Box<dyn Error + Send + Sync>;
