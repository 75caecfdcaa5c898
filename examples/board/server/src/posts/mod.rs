//! Posts: create, read, remove and watch them.

mod by_id;
mod create;
mod events;
mod list;
mod remove;
mod store;
mod watch;

pub use events::{EventFeed, PostEvent};
pub use store::{Author, Post, Posts};

use isotype::{mutation, prelude::*, query, subscription};

use crate::App;

pub(crate) fn api() -> Router<App> {
    Router::new()
        .procedure("list", query(list::list).rest("GET /posts"))
        .procedure("byId", query(by_id::by_id).rest("GET /posts/{id}"))
        .procedure("create", mutation(create::create).rest("POST /posts 201").idempotent())
        .procedure("remove", mutation(remove::remove).rest("DELETE /posts/{id}"))
        .procedure("watch", subscription(watch::watch).rest("GET /feed").require::<Public>())
}
