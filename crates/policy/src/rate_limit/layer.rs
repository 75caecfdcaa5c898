//! Rate-limit layer.

use std::borrow::Cow;

use futures_util::future::BoxFuture;
use isotype_core::{
    Call, CallResult, Ctx, ErrorDescription, Layer, Next, Policy, ProcedureError, RateLimitKey, Registry, Stage,
    TooManyRequests,
};

use super::{Rate, RateLimitStore, headers};
use crate::{HasCaller, caller::CallerIdentity};

/// Application state with a rate-limit store.
pub trait HasRateLimitStore: HasCaller {
    /// Returns the store that counts calls.
    fn rate_limit_store(&self) -> &dyn RateLimitStore;
}

/// Layer that rejects calls above a rate, used by [`PolicyExt::rate`](crate::PolicyExt::rate).
///
/// Every call counts, even if a guard or validation rejects it. Each call in a batch counts, and so does each opening
/// of a stream. Authenticated callers are counted by their identity, anonymous ones by their IP address, unless the
/// rate uses another key.
#[derive(Clone, Copy, Debug)]
pub struct RateLimit(Rate);

impl RateLimit {
    /// Creates a layer that enforces `rate`.
    pub fn new(rate: Rate) -> RateLimit {
        RateLimit(rate)
    }

    async fn key<S: HasRateLimitStore>(&self, ctx: &mut Ctx<S>) -> String {
        let name = self.0.name;
        let ip = |ctx: &Ctx<S>| CallerIdentity::Anonymous(S::client_ip(ctx));
        let caller = match self.0.key {
            RateLimitKey::Global => return name.to_owned(),
            RateLimitKey::Ip => ip(ctx),
            // If the guard fails, fall back to the IP address.
            _ => CallerIdentity::resolve(ctx).await.unwrap_or_else(|_| ip(ctx)),
        };
        match self.0.key {
            RateLimitKey::CallerAndProcedure => format!("{name}:{}:{caller}", ctx.procedure_name()),
            _ => format!("{name}:{caller}"),
        }
    }
}

impl<S: HasRateLimitStore> Layer<S> for RateLimit {
    fn call<'a>(&'a self, mut call: Call<S>, next: Next<'a, S>) -> BoxFuture<'a, CallResult> {
        Box::pin(async move {
            let key = self.key(&mut call.ctx).await;
            let quota = call.ctx.state().rate_limit_store().take(&self.0, &key).await;
            call.ctx.try_edit_headers(|headers| headers::set_rate_limit_headers(headers, &self.0, &quota));
            match quota.retry_after {
                Some(retry_after) => Err(TooManyRequests::default().into_call_error().with_retry_after(retry_after)),
                None => next.run(call).await,
            }
        })
    }

    fn stage(&self) -> Stage {
        Stage::RateLimit
    }

    fn name(&self) -> Cow<'static, str> {
        format!("rate {}", self.0.name).into()
    }

    fn describe(&self, registry: &mut Registry, errors: &mut Vec<ErrorDescription>) {
        TooManyRequests::describe(registry, errors);
    }

    fn policy(&self) -> Option<Policy> {
        let Rate { name, calls, period, key } = self.0;
        let period_ms = u64::try_from(period.as_millis()).unwrap_or(u64::MAX);
        Some(Policy::RateLimit { name: name.to_owned(), max_calls: calls.get(), period_ms, key })
    }
}
