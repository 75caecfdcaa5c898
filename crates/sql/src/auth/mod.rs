//! What `isotype-auth` keeps, in tables.

mod families;
mod sessions;
mod time;

pub use families::SqlRefreshTokenStore;
pub use sessions::SqlSessionStore;
