//! Policies as options of a procedure, or of all that hang in a router.

use std::time::Duration;

use isotype_core::{Layer, Procedure, ProcedureKind, Router};

use crate::{
    ConcurrencyLimit, HasIdempotencyStore, HasRateLimitStore, Idempotency, LoadShed, Rate, RateLimit, Timeout,
};

mod sealed {
    /// What layers can be put around.
    pub trait Layered<S> {
        fn with_layer(self, layer: impl super::Layer<S>) -> Self;
    }
}
use sealed::Layered;

impl<S: Send + Sync + 'static> Layered<S> for Procedure<S> {
    fn with_layer(self, layer: impl Layer<S>) -> Self {
        self.layer(layer)
    }
}

impl<S: Send + Sync + 'static> Layered<S> for Router<S> {
    fn with_layer(self, layer: impl Layer<S>) -> Self {
        self.layer(layer)
    }
}

/// What a procedure is protected by, or every procedure of a router.
///
/// In which order they take effect is fixed: see [`Stage`](isotype_core::Stage). What they refuse with is part of the contract.
///
/// # Example
///
/// ```
/// use std::time::Duration;
///
/// use isotype_core::{Ctx, Router, query};
/// use isotype_policy::PolicyExt;
///
/// async fn report(_: Ctx<()>, _: ()) -> u32 { 7 }
///
/// let api = Router::<()>::new()
///     .add("report", query(report).timeout(Duration::from_secs(2)).concurrency(4)) // a fifth call waits
///     .shed(1_000); // and the thousand-and-first, whatever it calls, is refused
/// assert_eq!(api.contract().unwrap().procedures[0].policies.len(), 3);
/// ```
pub trait PolicyExt<S: Send + Sync + 'static>: Layered<S> + Sized {
    /// Gives a call up after this time, with [`TimedOut`](crate::TimedOut). A stream has to open in this time, and may then last.
    #[must_use]
    fn timeout(self, limit: Duration) -> Self {
        self.with_layer(Timeout::new(limit))
    }

    /// Refuses calls with [`Overloaded`](crate::Overloaded) while this many are under way, open streams included. On a router it counts
    /// all of its procedures together.
    #[must_use]
    fn load_shed(self, calls: usize) -> Self {
        self.with_layer(LoadShed::new(calls))
    }

    /// Counts calls in this class, and refuses them with [`TooManyRequests`](isotype_core::TooManyRequests) beyond it.
    #[must_use]
    fn rate(self, rate: Rate) -> Self
    where
        S: HasRateLimitStore,
    {
        self.with_layer(RateLimit::new(rate))
    }

    /// Has calls wait while this many are under way, open streams included. On a router it counts all of its procedures together.
    #[must_use]
    fn concurrency(self, calls: usize) -> Self {
        self.with_layer(ConcurrencyLimit::new(calls))
    }
}

impl<S: Send + Sync + 'static, T: Layered<S>> PolicyExt<S> for T {}

/// Mutations that take effect once, however often they arrive.
pub trait IdempotencyExt<S: HasIdempotencyStore> {
    /// Knows a mutation again by the key that its caller gave it, and answers a repetition without doing it again: see
    /// [`Idempotency`].
    ///
    /// # Panics
    ///
    /// When it is no mutation: nothing else has an effect that could happen twice.
    #[must_use]
    fn idempotent(self) -> Self;

    /// The same, and refuses calls without a key with [`KeyMissing`](crate::KeyMissing).
    ///
    /// # Panics
    ///
    /// As [`IdempotencyExt::idempotent`].
    #[must_use]
    fn require_idempotency_key(self) -> Self;
}

impl<S: HasIdempotencyStore> IdempotencyExt<S> for Procedure<S> {
    #[track_caller]
    fn idempotent(self) -> Self {
        assert!(
            self.kind() == ProcedureKind::Mutation,
            "a {} has no effect that could happen twice",
            self.kind().as_str()
        );
        self.layer(Idempotency::default())
    }

    #[track_caller]
    fn require_idempotency_key(self) -> Self {
        assert!(
            self.kind() == ProcedureKind::Mutation,
            "a {} has no effect that could happen twice",
            self.kind().as_str()
        );
        self.layer(Idempotency::default().require_key())
    }
}
