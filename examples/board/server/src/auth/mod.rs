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

use isotype::prelude::*;

use crate::App;

pub(crate) fn api() -> Router<App> {
    Router::new()
        .mutation("signUp", sign_up::sign_up)
        .mutation("signIn", sign_in::sign_in)
        .mutation("refresh", refresh::refresh)
        .mutation("signOut", sign_out::sign_out)
        .query("me", me::me)
}
