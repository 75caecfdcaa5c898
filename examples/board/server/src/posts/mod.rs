//! The board: writing, reading, removing, watching.

mod by_id;
mod create;
mod events;
mod list;
mod remove;
mod store;
mod watch;

pub use create::not_blank;
pub use events::{Events, PostEvent};
pub use store::{Author, Post, Posts};

use isotype::prelude::*;

use crate::App;

pub(crate) fn api() -> Router<App> {
    Router::new()
        .query("list", list::list)
        .query("byId", by_id::by_id)
        .mutation("create", create::create)
        .mutation("remove", remove::remove)
        .subscription("watch", watch::watch)
}
