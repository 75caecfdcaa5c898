//! The order of layers, whoever added them and wherever.

/// Where a layer stands among the others: a call passes the stages in this order.
///
/// The order is the framework's, so that no application can get it wrong: layers run by stage, and within a stage the outer router's
/// first, then in the order in which they were added.
///
/// - Whoever **observes** sees all that becomes of a call, refusals too, and how long it took in all.
/// - A **timeout** counts everything that a call may have to wait for: a store, a place, another call.
/// - **Shedding** comes before anything that costs: a server that has too much to do does nothing for a call but refuse it.
/// - **Rate limits** come before the fences, so that a call is counted though it is refused behind them: who guesses passwords or tokens
///   is refused each time. A call that is repeated under a key counts again, too.
/// - **Fences** come before everything that an application adds of its own, and before stored answers: those are given to nobody who
///   would not be let in now.
/// - What an application **adds** stands there. It may refuse, and sees calls that are answered from a store as well.
/// - **Idempotency** is right around what takes effect: a repeated call takes no place of those behind it.
/// - A **concurrency limit** counts only what really runs, and so is the last before proof, input and function.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// Sees everything and refuses nothing: traces, metrics, logs.
    Observe,
    /// Gives up after a time.
    Timeout,
    /// Refuses while there is too much to do.
    LoadShed,
    /// Counts the calls of each caller.
    RateLimit,
    /// Proves something: [`Router::require`](crate::Router::require).
    Guard,
    /// Whatever else an application puts around its procedures.
    Custom,
    /// Answers a repeated call from a store.
    Idempotency,
    /// Lets some in and has others wait.
    Concurrency,
}

impl Stage {
    /// All of them, outermost first.
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
