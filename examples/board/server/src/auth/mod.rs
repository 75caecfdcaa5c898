//! Accounts: signing up, in and out, and the proof of who is calling.

mod hashing;
mod me;
mod refresh;
mod session;
mod sign_in;
mod sign_out;
mod sign_up;
mod tokens;
mod user;
mod users;

pub use hashing::Hashing;
pub use session::Session;
pub use tokens::Tokens;
pub use user::{Claims, Role, User};
pub use users::Users;

use isotype::{mutation, prelude::*};

use crate::{App, policy::PASSWORDS};

pub(crate) fn api() -> Router<App> {
    Router::new()
        .add("signUp", mutation(sign_up::sign_up).require::<Public>().rate(PASSWORDS))
        .add("signIn", mutation(sign_in::sign_in).require::<Public>().rate(PASSWORDS))
        .add("refresh", mutation(refresh::refresh).require::<Public>())
        .add("signOut", mutation(sign_out::sign_out).require::<Public>())
        .query("me", me::me)
}
