use serde::{Deserialize, Serialize};

/// Caller-visible policy of a procedure.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", rename_all_fields = "camelCase")]
#[non_exhaustive]
pub enum Policy {
    /// Cancels calls after a timeout.
    Timeout {
        /// Timeout in milliseconds.
        ms: u64,
    },
    /// Rejects calls if too many are in flight.
    LoadShed {
        /// Maximum number of calls in flight.
        max_calls: usize,
    },
    /// Limits the number of calls per period.
    RateLimit {
        /// Name of the limit.
        name: String,
        /// Maximum number of calls per period.
        max_calls: u32,
        /// Length of the period in milliseconds.
        period_ms: u64,
        /// Key by which calls are counted.
        key: RateLimitKey,
    },
    /// Replays the stored response if an idempotency key is repeated.
    Idempotency {
        /// Lifetime of a stored response in milliseconds.
        ttl_ms: u64,
        /// If `true`, calls without a key are rejected.
        required: bool,
    },
    /// Delays calls while too many are in flight.
    Concurrency {
        /// Maximum number of calls in flight.
        max_calls: usize,
    },
}

/// Key by which a rate limit counts calls.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum RateLimitKey {
    /// One counter per caller.
    #[default]
    Caller,
    /// One counter per caller and procedure.
    CallerAndProcedure,
    /// One counter per IP address, whether or not the caller is authenticated.
    Ip,
    /// One counter for all calls.
    Global,
}
