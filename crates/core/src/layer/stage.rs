//! Stages, which determine the order of layers.

/// Position of a layer among others. A call passes through the stages in this order.
///
/// Within a stage, layers of outer routers run first, then layers in the order in which they were added. The order of
/// stages is fixed, for these reasons:
///
/// - `Observe` is outermost, so that it sees rejections and the total duration.
/// - `Timeout` includes all waiting: for a store, for a permit, for another call.
/// - `LoadShed` comes before any costly work, so that an overloaded server spends no effort on calls that it rejects.
/// - `RateLimit` comes before `Guard`, so that calls rejected by a guard count, too. This limits attempts to guess
///   passwords and tokens. Calls that repeat an idempotency key also count.
/// - `Guard` comes before `Custom` and `Idempotency`, so that a stored response is only sent to a caller who may still
///   make the call.
/// - `Custom` layers may reject calls. They also see calls that `Idempotency` answers from its store.
/// - `Idempotency` comes before `Concurrency`, so that a replayed response takes no permit.
/// - `Concurrency` is innermost, so that it counts only calls that run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Stage {
    /// Observes calls: traces, metrics, logs.
    Observe,
    /// Limits the duration of calls.
    Timeout,
    /// Rejects calls while the server is overloaded.
    LoadShed,
    /// Limits the number of calls per caller and period.
    RateLimit,
    /// Runs guards added with [`Router::require`](crate::Router::require).
    Guard,
    /// Runs the application's own layers.
    Custom,
    /// Replays stored responses for repeated idempotency keys.
    Idempotency,
    /// Limits the number of concurrent calls.
    Concurrency,
}

impl Stage {
    /// All stages, outermost first.
    pub const ALL: [Stage; 8] = [
        Stage::Observe,
        Stage::Timeout,
        Stage::LoadShed,
        Stage::RateLimit,
        Stage::Guard,
        Stage::Custom,
        Stage::Idempotency,
        Stage::Concurrency,
    ];
}
