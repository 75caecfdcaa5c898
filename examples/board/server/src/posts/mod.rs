//! The board: writing, reading, removing, watching.

mod by_id;
mod create;
mod events;
mod list;
mod remove;
mod store;
mod watch;

pub use events::{Events, PostEvent};
pub use store::{Author, Post, Posts};

use isotype::{mutation, prelude::*, query, subscription};

use crate::App;

pub(crate) fn api() -> Router<App> {
    Router::new()
        .add("list", query(list::list).rest("GET /posts"))
        .add("byId", query(by_id::by_id).rest("GET /posts/{id}"))
        .add("create", mutation(create::create).rest("POST /posts 201").idempotent())
        .add("remove", mutation(remove::remove).rest("DELETE /posts/{id}"))
        .add("watch", subscription(watch::watch).rest("GET /feed").require::<Public>())
}
