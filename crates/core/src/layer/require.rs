//! Layer that runs a guard.

use std::{borrow::Cow, marker::PhantomData};

use futures_core::future::BoxFuture;
use isotype_contract::GuardInfo;
use isotype_lowering::{ErrorDescription, Registry};

use super::{Layer, Next, Stage};
use crate::{
    Call, CallResult, FromCall, ProcedureError,
    guard::{authorize, revalidate_stream, revalidation},
};

/// Layer that [`Router::require`](crate::Router::require) adds.
pub(crate) struct Require<P>(PhantomData<fn() -> P>);

impl<P> Require<P> {
    pub(crate) fn new() -> Self {
        Require(PhantomData)
    }
}

impl<S: Send + Sync + 'static, P: FromCall<S>> Layer<S> for Require<P> {
    fn call<'a>(&'a self, call: Call<S>, next: Next<'a, S>) -> BoxFuture<'a, CallResult> {
        Box::pin(async move {
            authorize::<S, P>(&call.ctx).await?;
            let revalidation = revalidation::<S, P>(call.is_streaming, &call.ctx);
            revalidate_stream::<S, P>(next.run(call).await, revalidation)
        })
    }

    fn stage(&self) -> Stage {
        Stage::Guard
    }

    fn name(&self) -> Cow<'static, str> {
        let mut guards = Vec::new();
        P::describe(&mut guards);
        let name = |guard: GuardInfo| if guard == GuardInfo::PUBLIC { "Public".to_owned() } else { guard.name };
        let names: Vec<String> = guards.into_iter().map(name).collect();
        format!("require {}", names.join(" and ")).into()
    }

    fn describe(&self, registry: &mut Registry, errors: &mut Vec<ErrorDescription>) {
        P::Error::describe(registry, errors);
    }

    fn guards(&self, guards: &mut Vec<GuardInfo>) {
        P::describe(guards);
    }
}
