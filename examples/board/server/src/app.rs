//! What every procedure can reach.

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
    /// People.
    pub users: Users,
    /// Their passwords.
    pub passwords: Passwords,
    /// Their refresh tokens.
    pub refresh_tokens: RefreshTokens<SqlRefreshTokenStore>,
    /// The cookie of one.
    pub refresh_cookie: Cookie,
    /// Their sessions by cookie.
    pub sessions: Sessions<SqlSessionStore>,
    /// Their access tokens.
    pub jwt: Jwt<Claims>,
    /// What signs those.
    pub keys: Keys,
    /// What they wrote.
    pub posts: Posts,
    /// How often callers have called.
    pub rate_limit_store: MemoryRateLimitStore,
    /// What callers were told that may ask again.
    pub idempotency_store: Arc<SqlIdempotencyStore>,
    /// Places in lists.
    pub cursor_signer: CursorSigner,
}

/// What distinguishes one installation from another.
#[derive(Clone, Debug, Default)]
pub struct AppOptions {
    /// Who is an administrator, by e-mail address.
    pub admins: Vec<String>,
    /// Whether cookies are sent by HTTPS only.
    pub secure_cookies: bool,
}

impl App {
    /// How long an access token is good for.
    pub const ACCESS_TOKEN_LIFETIME: Duration = Duration::from_secs(15 * 60);

    /// How long a refresh token is good when it is not used.
    pub const REFRESH_TOKEN_LIFETIME: Duration = RefreshTokens::<SqlRefreshTokenStore>::DEFAULT_LIFETIME;

    /// The application over an open database. The keys sign access tokens, the secret all else.
    ///
    /// # Errors
    ///
    /// When the operating system has no randomness to give.
    pub fn new(database: &Database, secret: &Secret, keys: Keys, policy: &AppOptions) -> Result<App, PasswordError> {
        let cookie = |name| match policy.secure_cookies {
            true => Cookie::new(name),
            false => Cookie::new(name).insecure(),
        };
        Ok(App {
            users: Users::new(database.clone(), &policy.admins),
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

/// Milliseconds since 1970: a date that both engines order alike.
pub(crate) fn now_millis() -> i64 {
    Utc::now().timestamp_millis()
}

/// The same, as a date.
pub(crate) fn from_millis(millis: i64) -> io::Result<DateTime<Utc>> {
    DateTime::from_timestamp_millis(millis).ok_or_else(|| io::Error::other(format!("{millis} is not a date")))
}
