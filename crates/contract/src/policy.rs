use serde::{Deserialize, Serialize};

/// What goes around a procedure, as far as its callers feel it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Policy {
    /// A call is given up after this time.
    Timeout {
        /// In milliseconds.
        ttl_ms: u64,
    },
    /// A call is refused while this many are under way.
    LoadShed {
        /// So many.
        max_calls: usize,
    },
    /// The calls of one class are counted, and refused beyond this many in a time.
    RateLimit {
        /// The name of the class.
        name: String,
        /// So many.
        max_calls: u32,
        /// In so many milliseconds.
        period_ms: u64,
        /// Which calls are counted together.
        key: RateLimitKey,
    },
    /// A call that is repeated under its key takes effect once.
    Idempotency {
        /// For how many milliseconds its answer is kept.
        ms: u64,
        /// Whether a call without a key is refused.
        required: bool,
    },
    /// A call waits while this many are under way.
    Concurrency {
        /// So many.
        max_calls: usize,
    },
}

/// Which calls of a class are counted together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum RateLimitKey {
    /// Those of one caller.
    #[default]
    Caller,
    /// Those of one caller to one procedure.
    CallerAndProcedure,
    /// Those from one address, whoever makes them.
    Ip,
    /// All of them.
    Global,
}
