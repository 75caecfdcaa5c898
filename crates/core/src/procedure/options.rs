//! Procedure options.

use isotype_contract::RestRoute;

use super::Procedure;

/// Policy for subscribers that read more slowly than events arrive. See [`subscription`](crate::subscription) for an
/// example.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Backpressure {
    /// Waits for the subscriber. No event is lost; the stream is polled only as fast as it is read.
    #[default]
    Wait,
    /// Queues at most this many events. The oldest event is dropped to make room.
    DropOldest(usize),
    /// Keeps only the newest unread event.
    KeepLatest,
    /// Disconnects the subscriber when more than this many events are queued. If events are tracked, it reconnects
    /// without losing any.
    Disconnect(usize),
}

/// Options of a procedure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct ProcedureOptions {
    /// If `true`, a mutation is dropped when its client disconnects. By default it runs to completion.
    pub cancel_on_disconnect: bool,
    /// Policy for slow subscribers.
    pub backpressure: Backpressure,
}

impl<S> Procedure<S> {
    /// Drops this mutation at its next `.await` when its client disconnects.
    ///
    /// By default a mutation runs to completion. Queries and subscriptions are always dropped.
    #[must_use]
    pub fn cancel_on_disconnect(mut self) -> Self {
        self.options.cancel_on_disconnect = true;
        self
    }

    /// Sets the method and path of this procedure for the REST adapter, `Routes::rest`.
    ///
    /// Input fields appear in braces. A success status other than 200 follows the path: `"POST /posts 201"`. By
    /// default, the query `posts.list` is `GET /posts/list`, and the mutation `posts.create` is `POST /posts/create`.
    ///
    /// The path is absolute: nesting does not change it. Fields that are not in the path are sent in the query string
    /// for GET and DELETE, and as a JSON body for other methods. See `docs/protocol.md#rest-adapter`.
    ///
    /// # Panics
    ///
    /// Panics if `rest` is malformed, or if its method does not match the kind. Queries and subscriptions use GET,
    /// mutations any other method.
    ///
    /// # Example
    ///
    /// ```
    /// use isotype_core::{Ctx, Router, mutation};
    /// # use isotype_lowering::specta::{self, Type};
    /// use serde::Deserialize;
    ///
    /// #[derive(Deserialize, Type)]
    /// struct Rename { id: u32, title: String }
    ///
    /// async fn rename(_: Ctx<()>, _: Rename) {}
    ///
    /// let api = Router::new().procedure("posts.rename", mutation(rename).rest("PUT /posts/{id}/title"));
    /// assert!(api.contract().is_ok());
    /// let unknown = Router::new().procedure("posts.rename", mutation(rename).rest("PUT /posts/{post}/title"));
    /// assert!(unknown.contract().is_err()); // the input has no field `post`
    /// ```
    #[must_use]
    #[track_caller]
    pub fn rest(mut self, rest: &str) -> Self {
        let rest: RestRoute = rest.parse().unwrap_or_else(|malformed| panic!("{malformed}"));
        let (method, kind) = (rest.method, self.kind);
        assert!(method.allows(kind), "a {} cannot use the method {}: {rest}", kind.as_str(), method.as_str());
        self.rest = Some(rest);
        self
    }

    /// Keeps an earlier name of this procedure working for clients that are already deployed.
    ///
    /// The bindings contain the current name only. The earlier name belongs to the router in which the procedure is
    /// registered, and gets the same prefix when that router is nested.
    ///
    /// # Example
    ///
    /// ```
    /// use std::sync::Arc;
    ///
    /// use isotype_core::{Ctx, ProcedureKind, Router, query};
    ///
    /// async fn list(_: Ctx<()>, _: ()) -> u32 {
    ///     0
    /// }
    ///
    /// let api = Arc::new(Router::new().procedure("posts.list", query(list).renamed_from("posts.all")));
    /// assert_eq!(api.resolve("posts.all").kind(), Some(ProcedureKind::Query));
    /// assert_eq!(api.procedure_names().collect::<Vec<_>>(), ["posts.list"]);
    /// ```
    ///
    /// Registration panics if the earlier name is taken:
    ///
    /// ```should_panic
    /// # use isotype_core::{Ctx, Router, query};
    /// # async fn list(_: Ctx<()>, _: ()) -> u32 { 0 }
    /// let api = Router::new().query("posts.all", list).procedure("posts.list", query(list).renamed_from("posts.all"));
    /// ```
    #[must_use]
    pub fn renamed_from(mut self, name: &str) -> Self {
        self.aliases.push(name.into());
        self
    }

    /// Sets the policy for slow subscribers. Default: [`Backpressure::Wait`].
    #[must_use]
    pub fn backpressure(mut self, policy: Backpressure) -> Self {
        self.options.backpressure = policy;
        self
    }
}
