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
pub use session::TokenResponse;
pub(crate) use user::authenticated_subject;
pub use user::{AuthenticationError, Claims, Role, User};
pub use users::Users;
pub use visitor::OptionalUser;

use isotype::{mutation, prelude::*};

use crate::{App, policy::PASSWORD_ATTEMPTS};

pub(crate) fn api() -> Router<App> {
    Router::new()
        .procedure("signUp", mutation(sign_up::sign_up).require::<Public>().rate(PASSWORD_ATTEMPTS))
        .procedure("signIn", mutation(sign_in::sign_in).require::<Public>().rate(PASSWORD_ATTEMPTS))
        .procedure("refresh", mutation(refresh::refresh).require::<Public>())
        .procedure("signOut", mutation(sign_out::sign_out).require::<Public>())
        .mutation("signOutEverywhere", sign_out::sign_out_everywhere)
        .procedure("beginSession", mutation(cookie_session::create_session).require::<Public>().rate(PASSWORD_ATTEMPTS))
        .procedure("endSession", mutation(cookie_session::revoke_session).require::<Public>())
        .query("me", me::me)
}
