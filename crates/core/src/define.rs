//! Procedures as values, which carry options.

use std::panic::Location;

use isotype_schema::Kind;

use crate::{Handler, StreamHandler, procedure::Procedure};

/// What happens to a subscriber that reads more slowly than events come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SlowReader {
    /// The stream waits for it: nothing is lost, and the stream is polled no faster than it is read.
    #[default]
    Wait,
    /// At most this many events wait for it; the oldest is dropped for a newer one.
    DropOldest(usize),
    /// Only the newest event waits for it.
    Coalesce,
    /// When more than this many events wait, it is disconnected; with tracked events it comes back and loses none.
    Disconnect(usize),
}

/// How a procedure wants to be run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Options {
    /// Whether a mutation whose client has left is dropped. By default it runs to its end.
    pub cancel: bool,
    /// What happens to a slow subscriber.
    pub slow_reader: SlowReader,
}

impl<S> Procedure<S> {
    /// Drops this mutation when its client leaves: what it has not done by then stays undone. Queries and subscriptions
    /// are dropped anyway.
    #[must_use]
    pub fn cancel(mut self) -> Self {
        self.options.cancel = true;
        self
    }

    /// Answers by a name that it had, too: clients already out there call it by that. The bindings know the new name only. It is a name
    /// of the router that the procedure is mounted in, and gets the same prefix where that is nested.
    ///
    /// # Example
    ///
    /// ```
    /// # use isotype_core::{Ctx, Kind, Router, query};
    /// # async fn list(_: Ctx<()>, _: ()) -> u32 { 0 }
    /// let api = Router::new().add("posts.list", query(list).renamed_from("posts.all"));
    /// assert_eq!(api.kind("posts.all"), Some(Kind::Query));
    /// assert_eq!(api.names().collect::<Vec<_>>(), ["posts.list"]);
    /// ```
    ///
    /// A name that something else has is refused where it is mounted:
    ///
    /// ```should_panic
    /// # use isotype_core::{Ctx, Router, query};
    /// # async fn list(_: Ctx<()>, _: ()) -> u32 { 0 }
    /// let api = Router::new().query("posts.all", list).add("posts.list", query(list).renamed_from("posts.all"));
    /// ```
    #[must_use]
    pub fn renamed_from(mut self, name: &str) -> Self {
        self.aliases.push(name.into());
        self
    }

    /// Says what happens to a subscriber that reads too slowly. Default: the stream waits for it.
    #[must_use]
    pub fn slow_reader(mut self, policy: SlowReader) -> Self {
        self.options.slow_reader = policy;
        self
    }
}

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
    Procedure::new::<H>(Kind::Query, handler.erase(), Some(H::types), Location::caller())
}

/// A mutation, to be mounted by [`Router::add`](crate::Router::add).
#[track_caller]
pub fn mutation<S: Send + Sync + 'static, H: Handler<S, M>, M>(handler: H) -> Procedure<S> {
    Procedure::new::<H>(Kind::Mutation, handler.erase(), Some(H::types), Location::caller())
}

/// A subscription, to be mounted by [`Router::add`](crate::Router::add).
#[track_caller]
pub fn subscription<S: Send + Sync + 'static, H: StreamHandler<S, M>, M>(handler: H) -> Procedure<S> {
    Procedure::new::<H>(Kind::Subscription, handler.erase(), Some(H::types), Location::caller())
}
