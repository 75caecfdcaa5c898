//! Calls counted by class.

use std::borrow::Cow;

use futures_util::future::BoxFuture;
use isotype_core::{
    Counted, Ctx, DescribedError, Invocation, Layer, LayerOutcome, Next, Policy, ProcedureError, Registry, Stage,
    TooManyRequests,
};

use super::{Rate, Rates, headers};
use crate::{Callers, caller::Who};

/// An application that counts calls.
pub trait RateLimited: Callers {
    /// Where it counts them.
    fn rates(&self) -> &dyn Rates;
}

/// Refuses calls beyond a rate: [`Policies::rate`](crate::Policies::rate).
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

    async fn key<S: RateLimited>(&self, ctx: &mut Ctx<S>) -> String {
        let name = self.0.name;
        let address = |ctx: &Ctx<S>| Who::Anonymous(S::address(ctx));
        let who = match self.0.of {
            Counted::All => return name.to_owned(),
            Counted::Address => address(ctx),
            // Where it cannot be told just now who calls, the address is known.
            Counted::Caller | Counted::CallerAndProcedure => Who::of(ctx).await.unwrap_or_else(|_| address(ctx)),
        };
        match self.0.of {
            Counted::CallerAndProcedure => format!("{name} {} {who}", ctx.name()),
            _ => format!("{name} {who}"),
        }
    }
}

impl<S: RateLimited> Layer<S> for RateLimit {
    fn call<'a>(&'a self, mut call: Invocation<S>, next: Next<'a, S>) -> BoxFuture<'a, LayerOutcome> {
        Box::pin(async move {
            let key = self.key(&mut call.ctx).await;
            let quota = call.ctx.state().rates().take(&self.0, &key).await;
            call.ctx.hint_headers(|headers| headers::tell(headers, &self.0, &quota));
            match quota.refused {
                Some(wait) => Err(TooManyRequests::default().into_call_error().retry_after(wait)),
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

    fn describe(&self, registry: &mut Registry, errors: &mut Vec<DescribedError>) {
        TooManyRequests::describe(registry, errors);
    }

    fn policy(&self) -> Option<Policy> {
        let Rate { name, calls, period, of } = self.0;
        let ms = u64::try_from(period.as_millis()).unwrap_or(u64::MAX);
        Some(Policy::Rate { class: name.to_owned(), calls: calls.get(), ms, of })
    }
}
