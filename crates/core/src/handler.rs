//! Plain functions as procedures: the only generic code that a procedure costs.

use std::{future::Future, sync::Arc};

use futures_core::Stream;
use futures_util::StreamExt;
use isotype_lowering::Registry;

use crate::{
    Ctx, FromCall, Input, Item, Outcome, ProcedureError,
    from_call::{Prove, prove},
    held::{held, kept},
    procedure::{Erased, Output, OutputShape, Types},
    stream::event,
};

/// A function that can be mounted as a query or a mutation: `async fn(Ctx<S, A>, I) -> O`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a procedure of an application with state `{S}`",
    label = "not a procedure",
    note = "a procedure is `async fn(ctx: Ctx<{S}, Proof>, input: Input) -> Output`: exactly two arguments, `()` where there is no input",
    note = "put `#[procedure]` on the function: the compiler then says which part does not fit"
)]
pub trait Handler<S, M>: Clone + Send + Sync + 'static {
    #[doc(hidden)]
    const PROVE: Prove<S>;
    #[doc(hidden)]
    const STREAMS: bool;
    #[doc(hidden)]
    fn erase(self) -> Erased<S>;
    #[doc(hidden)]
    fn types(registry: &mut Registry) -> Types;
}

/// A function that can be mounted as a subscription: `fn(Ctx<S, A>, I) -> impl Stream<Item = T>`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a subscription of an application with state `{S}`",
    label = "not a subscription",
    note = "a subscription is `fn(ctx: Ctx<{S}, Proof>, input: Input) -> impl Stream<Item = T>`: exactly two arguments, and not `async`",
    note = "put `#[procedure]` on the function: the compiler then says which part does not fit"
)]
pub trait StreamHandler<S, M>: Clone + Send + Sync + 'static {
    #[doc(hidden)]
    const PROVE: Prove<S>;
    #[doc(hidden)]
    fn erase(self) -> Erased<S>;
    #[doc(hidden)]
    fn types(registry: &mut Registry) -> Types;
}

impl<F, Fut, S, A, I, O, M> Handler<S, (A, I, O, M)> for F
where
    F: Fn(Ctx<S, A>, I) -> Fut + Clone + Send + Sync + 'static,
    Fut: Future<Output = O> + Send,
    S: Send + Sync + 'static,
    A: FromCall<S>,
    I: Input,
    O: Outcome<M> + 'static,
{
    const PROVE: Prove<S> = prove::<S, A>;
    const STREAMS: bool = O::STREAMS;

    fn erase(self) -> Erased<S> {
        Arc::new(move |ctx, input, buffer| {
            let handler = self.clone();
            Box::pin(async move {
                // Decoded only when the proof holds: who may not call learns nothing of the input's shape.
                let auth = A::from_call(&ctx).await.map_err(ProcedureError::into_call_error)?;
                let input = I::decode(ctx.input_digits().read(input)).await?;
                let (digits, again) = (ctx.output_digits(), kept::<S, A>(O::STREAMS, &ctx));
                held::<S, A>(handler(ctx.with_auth(auth), input).await.into_outcome(buffer, &digits), again)
            })
        })
    }

    fn types(registry: &mut Registry) -> Types {
        let mut errors = Vec::new();
        A::Error::describe(registry, &mut errors);
        I::Error::describe(registry, &mut errors);
        let OutputShape { shape: output, streams } = O::describe(registry, &mut errors);
        let mut proofs = Vec::new();
        A::describe(&mut proofs);
        Types { input: I::describe(registry), encoding: I::ENCODING, output, streams, tracked: false, errors, proofs }
    }
}

impl<F, St, S, A, I, M> StreamHandler<S, (A, I, St, M)> for F
where
    F: Fn(Ctx<S, A>, I) -> St + Clone + Send + Sync + 'static,
    St: Stream<Item: Item<M>> + Send + 'static,
    S: Send + Sync + 'static,
    A: FromCall<S>,
    I: Input,
    M: 'static,
{
    const PROVE: Prove<S> = prove::<S, A>;

    fn erase(self) -> Erased<S> {
        Arc::new(move |ctx, input, _| {
            let handler = self.clone();
            Box::pin(async move {
                let auth = A::from_call(&ctx).await.map_err(ProcedureError::into_call_error)?;
                let input = I::decode(ctx.input_digits().read(input)).await?;
                let (digits, again) = (ctx.output_digits(), kept::<S, A>(true, &ctx));
                let items = handler(ctx.with_auth(auth), input);
                held::<S, A>(Ok(Output::Events(items.map(move |item| event(item, &digits)).boxed())), again)
            })
        })
    }

    fn types(registry: &mut Registry) -> Types {
        let mut errors = Vec::new();
        A::Error::describe(registry, &mut errors);
        I::Error::describe(registry, &mut errors);
        <St::Item as Item<M>>::Error::describe(registry, &mut errors);
        let mut proofs = Vec::new();
        A::describe(&mut proofs);
        Types {
            input: I::describe(registry),
            encoding: I::ENCODING,
            output: registry.shape::<<St::Item as Item<M>>::Data>(),
            streams: true,
            tracked: <St::Item as Item<M>>::TRACKED,
            errors,
            proofs,
        }
    }
}
