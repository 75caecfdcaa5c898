//! Constructors of typed procedures.

use std::panic::Location;

use isotype_contract::ProcedureKind;

use super::{Handler, Procedure, StreamHandler};

/// A query, to be mounted by [`Router::add`](crate::Router::add).
///
/// # Example
///
/// ```
/// use isotype_core::{Ctx, Router, mutation};
///
/// async fn import(_: Ctx<()>, _: ()) -> u32 {
///     0
/// }
///
/// let api = Router::new().add("import", mutation(import).cancel());
/// ```
#[track_caller]
pub fn query<S: Send + Sync + 'static, H: Handler<S, M>, M>(handler: H) -> Procedure<S> {
    Procedure::new::<H>(
        ProcedureKind::Query,
        H::IS_STREAMING,
        (H::AUTHORIZE, handler.erase()),
        Some(H::types),
        Location::caller(),
    )
}

/// A mutation, to be mounted by [`Router::add`](crate::Router::add).
#[track_caller]
pub fn mutation<S: Send + Sync + 'static, H: Handler<S, M>, M>(handler: H) -> Procedure<S> {
    Procedure::new::<H>(
        ProcedureKind::Mutation,
        H::IS_STREAMING,
        (H::AUTHORIZE, handler.erase()),
        Some(H::types),
        Location::caller(),
    )
}

/// A subscription, to be mounted by [`Router::add`](crate::Router::add): a function, and no `async fn`, that gives a stream of `T`, of
/// [`Tracked<T>`](crate::Tracked), or of a `Result` of either. What it has to wait for, the stream waits for.
///
/// A stream that outlives [`FromCall::HOLDS`](crate::FromCall::HOLDS) of its proof has it proved again.
///
/// # Example
///
/// ```
/// use futures_core::Stream;
/// use futures_util::stream;
/// use isotype_core::{Ctx, Router, Backpressure, subscription};
///
/// fn count(_: Ctx<()>, from: u32) -> impl Stream<Item = u32> {
///     stream::iter(from..) // `async_stream::stream!` writes one with `yield`
/// }
///
/// let api = Router::new().add("count", subscription(count).slow_reader(Backpressure::Coalesce));
/// ```
#[track_caller]
pub fn subscription<S: Send + Sync + 'static, H: StreamHandler<S, M>, M>(handler: H) -> Procedure<S> {
    Procedure::new::<H>(
        ProcedureKind::Subscription,
        true,
        (H::AUTHORIZE, handler.erase()),
        Some(H::types),
        Location::caller(),
    )
}
