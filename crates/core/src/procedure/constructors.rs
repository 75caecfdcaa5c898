//! Constructors of typed procedures.

use std::panic::Location;

use isotype_contract::ProcedureKind;

use super::{Handler, Procedure, StreamHandler};

/// Creates a query from a function, for [`Router::procedure`](crate::Router::procedure).
///
/// # Example
///
/// ```
/// use isotype_core::{Ctx, Router, query};
///
/// async fn list(_: Ctx<()>, _: ()) -> Vec<String> {
///     Vec::new()
/// }
///
/// let api = Router::new().procedure("posts.list", query(list).renamed_from("posts.all"));
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

/// Creates a mutation from a function, for [`Router::procedure`](crate::Router::procedure).
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
/// let api = Router::new().procedure("import", mutation(import).cancel_on_disconnect());
/// ```
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

/// Creates a subscription from a function, for [`Router::procedure`](crate::Router::procedure).
///
/// The function is not `async`. It returns a stream of `T`, of [`Tracked<T>`](crate::Tracked), or of a `Result` of
/// either. Do asynchronous work inside the stream.
///
/// While the stream is open, its guard is re-evaluated at the interval
/// [`FromCall::REVALIDATE_AFTER`](crate::FromCall::REVALIDATE_AFTER).
///
/// # Example
///
/// ```
/// use futures_core::Stream;
/// use futures_util::stream;
/// use isotype_core::{Backpressure, Ctx, Router, subscription};
///
/// fn count(_: Ctx<()>, from: u32) -> impl Stream<Item = u32> {
///     stream::iter(from..) // or `async_stream::stream!`, with `yield`
/// }
///
/// let api = Router::new().procedure("count", subscription(count).backpressure(Backpressure::KeepLatest));
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
