//! Procedures as values, which carry options.

use isotype_contract::RestRoute;

use super::Procedure;

/// What happens to a subscriber that reads more slowly than events come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Backpressure {
    /// The stream waits for it: nothing is lost, and the stream is polled no faster than it is read.
    #[default]
    Wait,
    /// At most this many events wait for it; the oldest is dropped for a newer one.
    DropOldest(usize),
    /// Only the newest event waits for it.
    KeepLatest,
    /// When more than this many events wait, it is disconnected; with tracked events it comes back and loses none.
    Disconnect(usize),
}

/// How a procedure wants to be run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct ProcedureOptions {
    /// Whether a mutation whose client has left is dropped. By default it runs to its end.
    pub cancel_on_disconnect: bool,
    /// What happens to a slow subscriber.
    pub backpressure: Backpressure,
}

impl<S> Procedure<S> {
    /// Drops this mutation when its client leaves: what it has not done by then stays undone. Queries and subscriptions
    /// are dropped anyway.
    #[must_use]
    pub fn cancel_on_disconnect(mut self) -> Self {
        self.options.cancel_on_disconnect = true;
        self
    }

    /// Says by which method and path it is called in the manner of REST, where `Routes::rest` serves it so: members of the input in
    /// braces, and behind the path the status of a success, where that is not 200. Without, the query `posts.list` is `GET /posts/list` and
    /// the mutation `posts.create` is `POST /posts/create`.
    ///
    /// The path is the whole path: nesting does not change it. What the path does not name is sent in the query string by GET and DELETE,
    /// as JSON otherwise.
    ///
    /// # Panics
    ///
    /// When it is not of that form, or a method that this kind of procedure is not called by: queries and subscriptions are called by GET,
    /// mutations by any other.
    ///
    /// # Example
    ///
    /// ```
    /// use isotype_core::{Ctx, Router, Type, mutation};
    /// # use isotype_lowering::specta;
    /// use serde::Deserialize;
    ///
    /// #[derive(Deserialize, specta::Type)]
    /// struct Renamed { id: u32, title: String }
    ///
    /// async fn rename(_: Ctx<()>, _: Renamed) {}
    ///
    /// let api = Router::new().add("posts.rename", mutation(rename).rest("PUT /posts/{id}/title"));
    /// assert!(api.contract().is_ok());
    /// let unknown = Router::new().add("posts.rename", mutation(rename).rest("PUT /posts/{post}/title"));
    /// assert!(unknown.contract().is_err()); // its input has no member `post`
    /// ```
    #[must_use]
    #[track_caller]
    pub fn rest(mut self, rest: &str) -> Self {
        let rest: RestRoute = rest.parse().unwrap_or_else(|malformed| panic!("{malformed}"));
        let (method, kind) = (rest.method, self.kind);
        assert!(method.allows(kind), "a {} is not called by {}: {rest}", kind.as_str(), method.as_str());
        self.rest = Some(rest);
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
    pub fn backpressure(mut self, policy: Backpressure) -> Self {
        self.options.backpressure = policy;
        self
    }
}
