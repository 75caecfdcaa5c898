//! Extension traits that add policies to procedures and routers.

use std::time::Duration;

use isotype_core::{Layer, Procedure, ProcedureKind, Router};

use crate::{
    ConcurrencyLimit, HasIdempotencyStore, HasRateLimitStore, Idempotency, LoadShed, Rate, RateLimit, Timeout,
};

mod sealed {
    /// Type to which layers can be added.
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

/// Adds policies to a procedure, or to every procedure of a router.
///
/// The framework fixes the order in which policies apply; see [`Stage`](isotype_core::Stage). Their errors and limits
/// are part of the contract.
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
///     .procedure("report", query(report).timeout(Duration::from_secs(2)).concurrency(4))
///     .load_shed(1_000);
/// assert_eq!(api.contract().unwrap().procedures[0].policies.len(), 3);
/// ```
pub trait PolicyExt<S: Send + Sync + 'static>: Layered<S> + Sized {
    /// Cancels calls that exceed `timeout`, and rejects them with [`TimedOut`](crate::TimedOut).
    ///
    /// A stream must open within this time and may then last longer.
    #[must_use]
    fn timeout(self, timeout: Duration) -> Self {
        self.with_layer(Timeout::new(timeout))
    }

    /// Rejects calls with [`Overloaded`](crate::Overloaded) while `max_calls` calls are in flight, including open
    /// streams.
    ///
    /// On a router, all of its procedures share the limit.
    #[must_use]
    fn load_shed(self, max_calls: usize) -> Self {
        self.with_layer(LoadShed::new(max_calls))
    }

    /// Rejects calls above `rate` with [`TooManyRequests`](isotype_core::TooManyRequests).
    ///
    /// All procedures with the same rate share its quota.
    #[must_use]
    fn rate(self, rate: Rate) -> Self
    where
        S: HasRateLimitStore,
    {
        self.with_layer(RateLimit::new(rate))
    }

    /// Delays calls while `max_calls` calls are in flight, including open streams.
    ///
    /// On a router, all of its procedures share the limit.
    #[must_use]
    fn concurrency(self, max_calls: usize) -> Self {
        self.with_layer(ConcurrencyLimit::new(max_calls))
    }
}

impl<S: Send + Sync + 'static, T: Layered<S>> PolicyExt<S> for T {}

/// Makes mutations idempotent.
///
/// # Example
///
/// ```
/// use std::sync::Arc;
///
/// use isotype_core::{Ctx, Public, Router, mutation};
/// use isotype_policy::{
///     HasCaller, HasIdempotencyStore, IdempotencyExt, IdempotencyStore, MemoryIdempotencyStore,
/// };
///
/// struct App { responses: Arc<MemoryIdempotencyStore> }
///
/// impl HasCaller for App {
///     type Caller = ();
/// }
///
/// impl HasIdempotencyStore for App {
///     fn idempotency_store(&self) -> Arc<dyn IdempotencyStore> {
///         self.responses.clone()
///     }
/// }
///
/// async fn pay(_: Ctx<App, Public>, cents: u32) -> u32 { cents }
///
/// let api = Router::new().procedure("pay", mutation(pay).idempotent());
/// ```
pub trait IdempotencyExt<S: HasIdempotencyStore> {
    /// Replays the stored response for a repeated idempotency key; see [`Idempotency`].
    ///
    /// # Panics
    ///
    /// Panics if the procedure is not a mutation.
    #[must_use]
    fn idempotent(self) -> Self;

    /// Like [`idempotent`](IdempotencyExt::idempotent), but also rejects calls without a key, with
    /// [`IdempotencyKeyMissing`](crate::IdempotencyKeyMissing).
    ///
    /// # Panics
    ///
    /// Panics if the procedure is not a mutation.
    #[must_use]
    fn require_idempotency_key(self) -> Self;
}

impl<S: HasIdempotencyStore> IdempotencyExt<S> for Procedure<S> {
    #[track_caller]
    fn idempotent(self) -> Self {
        assert_mutation(self.kind());
        self.layer(Idempotency::default())
    }

    #[track_caller]
    fn require_idempotency_key(self) -> Self {
        assert_mutation(self.kind());
        self.layer(Idempotency::default().require_key())
    }
}

#[track_caller]
fn assert_mutation(kind: ProcedureKind) {
    assert!(kind == ProcedureKind::Mutation, "idempotency applies to mutations only, found a {}", kind.as_str());
}
