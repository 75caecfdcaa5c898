//! Calls counted by class.

use std::borrow::Cow;

use futures_util::future::BoxFuture;
use isotype_core::{
    Ctx, ErrorDescription, Invocation, Layer, LayerOutcome, Next, Policy, ProcedureError, RateLimitKey, Registry,
    Stage, TooManyRequests,
};

use super::{Rate, RateLimitStore, headers};
use crate::{HasCaller, caller::CallerIdentity};

/// An application that counts calls.
pub trait HasRateLimitStore: HasCaller {
    /// Where it counts them.
    fn rate_limit_store(&self) -> &dyn RateLimitStore;
}

/// Refuses calls beyond a rate: [`PolicyExt::rate`](crate::PolicyExt::rate).
///
/// A call counts whatever becomes of it: refused by a proof, by a fence or by validation, too. Each call of a batch counts, and so
/// does each opening of a stream. Who is signed in is counted wherever he comes from; all others are, by their address, and so is everybody
/// where the class says so.
#[derive(Clone, Copy, Debug)]
pub struct RateLimit(Rate);

impl RateLimit {
    /// Counts in this class.
    pub fn new(rate: Rate) -> RateLimit {
        RateLimit(rate)
    }

    async fn key<S: HasRateLimitStore>(&self, ctx: &mut Ctx<S>) -> String {
        let name = self.0.name;
        let address = |ctx: &Ctx<S>| CallerIdentity::Anonymous(S::client_ip(ctx));
        let who = match self.0.key {
            RateLimitKey::Global => return name.to_owned(),
            RateLimitKey::Ip => address(ctx),
            // Where it cannot be told just now who calls, the address is known.
            RateLimitKey::Caller | RateLimitKey::CallerAndProcedure => {
                CallerIdentity::resolve(ctx).await.unwrap_or_else(|_| address(ctx))
            }
        };
        match self.0.key {
            RateLimitKey::CallerAndProcedure => format!("{name} {} {who}", ctx.procedure_name()),
            _ => format!("{name} {who}"),
        }
    }
}

impl<S: HasRateLimitStore> Layer<S> for RateLimit {
    fn call<'a>(&'a self, mut call: Invocation<S>, next: Next<'a, S>) -> BoxFuture<'a, LayerOutcome> {
        Box::pin(async move {
            let key = self.key(&mut call.ctx).await;
            let quota = call.ctx.state().rate_limit_store().take(&self.0, &key).await;
            call.ctx.try_edit_headers(|headers| headers::set_rate_limit_headers(headers, &self.0, &quota));
            match quota.retry_after {
                Some(wait) => Err(TooManyRequests::default().into_call_error().with_retry_after(wait)),
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
        let Rate { name, calls, period, key: of } = self.0;
        let ms = u64::try_from(period.as_millis()).unwrap_or(u64::MAX);
        Some(Policy::RateLimit { name: name.to_owned(), max_calls: calls.get(), period_ms: ms, key: of })
    }
}
