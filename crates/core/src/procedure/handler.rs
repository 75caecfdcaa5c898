//! Plain functions as procedures: the only generic code that a procedure costs.

use std::{future::Future, sync::Arc};

use futures_core::Stream;
use futures_util::StreamExt;
use isotype_lowering::Registry;

use super::ProcedureTypes;
use crate::{
    Call, CallOutput, Ctx, FromCall, Input, Output, ProcedureError, StreamItem,
    call::ErasedHandler,
    guard::{Authorize, authorize, revalidate_stream, revalidation},
    output::OutputShape,
    stream::encode_event,
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
    const AUTHORIZE: Authorize<S>;
    #[doc(hidden)]
    const IS_STREAMING: bool;
    #[doc(hidden)]
    fn erase(self) -> ErasedHandler<S>;
    #[doc(hidden)]
    fn types(registry: &mut Registry) -> ProcedureTypes;
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
    const AUTHORIZE: Authorize<S>;
    #[doc(hidden)]
    fn erase(self) -> ErasedHandler<S>;
    #[doc(hidden)]
    fn types(registry: &mut Registry) -> ProcedureTypes;
}

impl<F, Fut, S, A, I, O, M> Handler<S, (A, I, O, M)> for F
where
    F: Fn(Ctx<S, A>, I) -> Fut + Clone + Send + Sync + 'static,
    Fut: Future<Output = O> + Send,
    S: Send + Sync + 'static,
    A: FromCall<S>,
    I: Input,
    O: Output<M> + 'static,
{
    const AUTHORIZE: Authorize<S> = authorize::<S, A>;
    const IS_STREAMING: bool = O::IS_STREAMING;

    fn erase(self) -> ErasedHandler<S> {
        Arc::new(move |Call { ctx, input, buffer, .. }| {
            let handler = self.clone();
            Box::pin(async move {
                // Decoded only when the proof holds: who may not call learns nothing of the input's shape.
                let auth = A::from_call(&ctx).await.map_err(ProcedureError::into_call_error)?;
                let input = I::decode(input.decode_integers(&ctx.input_integers())).await?;
                let (digits, again) = (ctx.output_integers(), revalidation::<S, A>(O::IS_STREAMING, &ctx));
                revalidate_stream::<S, A>(
                    handler(ctx.with_auth(auth), input).await.into_call_result(buffer, &digits),
                    again,
                )
            })
        })
    }

    fn types(registry: &mut Registry) -> ProcedureTypes {
        let mut errors = Vec::new();
        A::Error::describe(registry, &mut errors);
        I::Error::describe(registry, &mut errors);
        let OutputShape { shape: output, is_streaming: streams } = O::describe(registry, &mut errors);
        let mut proofs = Vec::new();
        A::describe(&mut proofs);
        ProcedureTypes {
            input: I::describe(registry),
            encoding: I::ENCODING,
            output,
            is_streaming: streams,
            is_tracked: false,
            errors,
            guards: proofs,
        }
    }
}

impl<F, St, S, A, I, M> StreamHandler<S, (A, I, St, M)> for F
where
    F: Fn(Ctx<S, A>, I) -> St + Clone + Send + Sync + 'static,
    St: Stream<Item: StreamItem<M>> + Send + 'static,
    S: Send + Sync + 'static,
    A: FromCall<S>,
    I: Input,
    M: 'static,
{
    const AUTHORIZE: Authorize<S> = authorize::<S, A>;

    fn erase(self) -> ErasedHandler<S> {
        Arc::new(move |Call { ctx, input, .. }| {
            let handler = self.clone();
            Box::pin(async move {
                let auth = A::from_call(&ctx).await.map_err(ProcedureError::into_call_error)?;
                let input = I::decode(input.decode_integers(&ctx.input_integers())).await?;
                let (digits, again) = (ctx.output_integers(), revalidation::<S, A>(true, &ctx));
                let items = handler(ctx.with_auth(auth), input);
                revalidate_stream::<S, A>(
                    Ok(CallOutput::Events(items.map(move |item| encode_event(item, &digits)).boxed())),
                    again,
                )
            })
        })
    }

    fn types(registry: &mut Registry) -> ProcedureTypes {
        let mut errors = Vec::new();
        A::Error::describe(registry, &mut errors);
        I::Error::describe(registry, &mut errors);
        <St::Item as StreamItem<M>>::Error::describe(registry, &mut errors);
        let mut proofs = Vec::new();
        A::describe(&mut proofs);
        ProcedureTypes {
            input: I::describe(registry),
            encoding: I::ENCODING,
            output: registry.describe::<<St::Item as StreamItem<M>>::Data>(),
            is_streaming: true,
            is_tracked: <St::Item as StreamItem<M>>::IS_TRACKED,
            errors,
            guards: proofs,
        }
    }
}
