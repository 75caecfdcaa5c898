//! Stores for the sessions and refresh tokens of `isotype-auth`.

mod refresh_tokens;
mod sessions;
mod time;

pub use refresh_tokens::SqlRefreshTokenStore;
pub use sessions::SqlSessionStore;
