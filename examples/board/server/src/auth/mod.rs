//! Accounts: signing up, in and out, and the proof of who is calling.

mod cookie_session;
mod me;
mod permissions;
mod refresh;
mod session;
mod sign_in;
mod sign_out;
mod sign_up;
mod user;
mod users;
mod visitor;

pub use permissions::{ModeratePosts, WritePosts};
pub use session::Session;
pub use user::{Claims, Role, User};
pub use users::Users;
pub use visitor::Visitor;

use isotype::prelude::*;

use crate::App;

pub(crate) fn api() -> Router<App> {
    Router::new()
        .mutation("signUp", sign_up::sign_up)
        .mutation("signIn", sign_in::sign_in)
        .mutation("refresh", refresh::refresh)
        .mutation("signOut", sign_out::sign_out)
        .mutation("signOutEverywhere", sign_out::sign_out_everywhere)
        .mutation("beginSession", cookie_session::begin_session)
        .mutation("endSession", cookie_session::end_session)
        .query("me", me::me)
}
