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
pub(crate) use user::signed_in;
pub use user::{Claims, NotSignedIn, Role, User};
pub use users::Users;
pub use visitor::Visitor;

use isotype::{mutation, prelude::*};

use crate::{App, policy::PASSWORDS};

pub(crate) fn api() -> Router<App> {
    Router::new()
        .add("signUp", mutation(sign_up::sign_up).require::<Public>().rate(PASSWORDS))
        .add("signIn", mutation(sign_in::sign_in).require::<Public>().rate(PASSWORDS))
        .add("refresh", mutation(refresh::refresh).require::<Public>())
        .add("signOut", mutation(sign_out::sign_out).require::<Public>())
        .mutation("signOutEverywhere", sign_out::sign_out_everywhere)
        .add("beginSession", mutation(cookie_session::begin_session).require::<Public>().rate(PASSWORDS))
        .add("endSession", mutation(cookie_session::end_session).require::<Public>())
        .query("me", me::me)
}
