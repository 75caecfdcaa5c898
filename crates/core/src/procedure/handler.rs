//! Traits for functions that can be registered as procedures.

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

/// Function that can be registered as a query or a mutation: `async fn(Ctx<S, A>, I) -> O`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a procedure of an application with state `{S}`",
    label = "not a procedure",
    note = "a procedure is `async fn(ctx: Ctx<{S}, Guard>, input: Input) -> Output`: exactly two arguments, with `()` for no input",
    note = "add `#[procedure]` to the function for an error that names the wrong part"
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

/// Function that can be registered as a subscription: `fn(Ctx<S, A>, I) -> impl Stream<Item = T>`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a subscription of an application with state `{S}`",
    label = "not a subscription",
    note = "a subscription is `fn(ctx: Ctx<{S}, Guard>, input: Input) -> impl Stream<Item = T>`: exactly two arguments, and not `async`",
    note = "add `#[procedure]` to the function for an error that names the wrong part"
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
                // The guard runs before the input is decoded, so that a rejected caller learns nothing about the
                // input's shape.
                let auth = A::from_call(&ctx).await.map_err(ProcedureError::into_call_error)?;
                let input = I::decode(input.decode_integers(&ctx.input_integers())).await?;
                let (integers, revalidation) = (ctx.output_integers(), revalidation::<S, A>(O::IS_STREAMING, &ctx));
                revalidate_stream::<S, A>(
                    handler(ctx.with_auth(auth), input).await.into_call_result(buffer, &integers),
                    revalidation,
                )
            })
        })
    }

    fn types(registry: &mut Registry) -> ProcedureTypes {
        let mut errors = Vec::new();
        A::Error::describe(registry, &mut errors);
        I::Error::describe(registry, &mut errors);
        let OutputShape { shape: output, is_streaming } = O::describe(registry, &mut errors);
        let mut guards = Vec::new();
        A::describe(&mut guards);
        ProcedureTypes {
            input: I::describe(registry),
            encoding: I::ENCODING,
            output,
            is_streaming,
            is_tracked: false,
            errors,
            guards,
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
                let (integers, revalidation) = (ctx.output_integers(), revalidation::<S, A>(true, &ctx));
                let items = handler(ctx.with_auth(auth), input);
                revalidate_stream::<S, A>(
                    Ok(CallOutput::Events(items.map(move |item| encode_event(item, &integers)).boxed())),
                    revalidation,
                )
            })
        })
    }

    fn types(registry: &mut Registry) -> ProcedureTypes {
        let mut errors = Vec::new();
        A::Error::describe(registry, &mut errors);
        I::Error::describe(registry, &mut errors);
        <St::Item as StreamItem<M>>::Error::describe(registry, &mut errors);
        let mut guards = Vec::new();
        A::describe(&mut guards);
        ProcedureTypes {
            input: I::describe(registry),
            encoding: I::ENCODING,
            output: registry.describe::<<St::Item as StreamItem<M>>::Data>(),
            is_streaming: true,
            is_tracked: <St::Item as StreamItem<M>>::IS_TRACKED,
            errors,
            guards,
        }
    }
}
