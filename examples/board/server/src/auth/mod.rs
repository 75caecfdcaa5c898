//! Accounts: sign-up, sign-in, sign-out, and the guards that authenticate calls.

mod cookie_session;
mod me;
mod optional_user;
mod permissions;
mod refresh;
mod sign_in;
mod sign_out;
mod sign_up;
mod token_response;
mod user;
mod users;

pub use optional_user::OptionalUser;
pub use permissions::{ModeratePosts, WritePosts};
pub use token_response::TokenResponse;
pub(crate) use user::authenticated_subject;
pub use user::{AuthenticationError, Claims, Role, User};
pub use users::Users;

use isotype::{mutation, prelude::*};

use crate::{App, policy::PASSWORD_ATTEMPTS};

pub(crate) fn api() -> Router<App> {
    Router::new()
        .procedure("signUp", mutation(sign_up::sign_up).require::<Public>().rate(PASSWORD_ATTEMPTS))
        .procedure("signIn", mutation(sign_in::sign_in).require::<Public>().rate(PASSWORD_ATTEMPTS))
        .procedure("refresh", mutation(refresh::refresh).require::<Public>())
        .procedure("signOut", mutation(sign_out::sign_out).require::<Public>())
        .mutation("signOutEverywhere", sign_out::sign_out_everywhere)
        .procedure(
            "createSession",
            mutation(cookie_session::create_session).require::<Public>().rate(PASSWORD_ATTEMPTS),
        )
        .procedure("revokeSession", mutation(cookie_session::revoke_session).require::<Public>())
        .query("me", me::me)
}
