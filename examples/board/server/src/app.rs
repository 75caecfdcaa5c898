//! State that is shared by all procedures.

use std::{io, sync::Arc, time::Duration};

use chrono::{DateTime, Utc};
use isotype::auth::{Cookie, Jwt, Keys, PasswordError, Passwords, RefreshTokens, Secret, Sessions};
use isotype::policy::MemoryRateLimitStore;
use isotype::sql::{
    CursorSigner, Database, SqlIdempotencyStore,
    auth::{SqlRefreshTokenStore, SqlSessionStore},
};

use crate::{
    auth::{Claims, Users},
    posts::Posts,
};

/// The application's state.
#[derive(Debug)]
pub struct App {
    /// Accounts.
    pub users: Users,
    /// Password hashing.
    pub passwords: Passwords,
    /// Refresh tokens.
    pub refresh_tokens: RefreshTokens<SqlRefreshTokenStore>,
    /// Cookie that contains the refresh token.
    pub refresh_cookie: Cookie,
    /// Cookie sessions.
    pub sessions: Sessions<SqlSessionStore>,
    /// Signer and verifier of access tokens.
    pub jwt: Jwt<Claims>,
    /// Keys of the access tokens.
    pub keys: Keys,
    /// Posts and their events.
    pub posts: Posts,
    /// Rate-limit counters of this process.
    pub rate_limit_store: MemoryRateLimitStore,
    /// Stored responses of idempotent calls.
    pub idempotency_store: Arc<SqlIdempotencyStore>,
    /// Signer of pagination cursors.
    pub cursor_signer: CursorSigner,
}

/// Options of [`App::new`].
#[derive(Clone, Debug, Default)]
pub struct AppOptions {
    /// E-mail addresses of the administrators.
    pub admins: Vec<String>,
    /// If `true`, cookies have the `Secure` attribute.
    pub secure_cookies: bool,
}

impl App {
    /// Lifetime of an access token: 15 minutes.
    pub const ACCESS_TOKEN_LIFETIME: Duration = Duration::from_secs(15 * 60);

    /// Lifetime of an unused refresh token: 30 days.
    pub const REFRESH_TOKEN_LIFETIME: Duration = RefreshTokens::<SqlRefreshTokenStore>::DEFAULT_LIFETIME;

    /// Creates the state from an open database.
    ///
    /// `keys` sign access tokens. `secret` derives refresh tokens and signs cursors.
    ///
    /// # Errors
    ///
    /// Returns [`PasswordError`] if the operating system provides no random bytes.
    pub fn new(database: &Database, secret: &Secret, keys: Keys, options: &AppOptions) -> Result<App, PasswordError> {
        let cookie = |name| match options.secure_cookies {
            true => Cookie::new(name),
            false => Cookie::new(name).insecure(),
        };
        Ok(App {
            users: Users::new(database.clone(), &options.admins),
            passwords: Passwords::new()?,
            refresh_tokens: RefreshTokens::new(SqlRefreshTokenStore::new(database), secret),
            refresh_cookie: cookie("refresh"),
            sessions: Sessions::new(SqlSessionStore::new(database)).cookie(cookie("session")),
            jwt: Jwt::new(keys.clone()),
            keys,
            posts: Posts::new(database.clone()),
            rate_limit_store: MemoryRateLimitStore::new(),
            idempotency_store: Arc::new(SqlIdempotencyStore::new(database.clone())),
            cursor_signer: CursorSigner::new(secret.as_bytes()),
        })
    }
}

/// Returns the current time in milliseconds since the Unix epoch, which SQLite and PostgreSQL sort in the same order.
pub(crate) fn now_millis() -> i64 {
    Utc::now().timestamp_millis()
}

/// Converts milliseconds since the Unix epoch into a date.
pub(crate) fn from_millis(millis: i64) -> io::Result<DateTime<Utc>> {
    DateTime::from_timestamp_millis(millis)
        .ok_or_else(|| io::Error::other(format!("timestamp out of range: {millis} ms")))
}
