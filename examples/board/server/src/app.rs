//! What every procedure can reach.

use std::{io, sync::Arc, time::Duration};

use chrono::{DateTime, Utc};
use isotype::policy::MemoryRates;
use isotype_auth::{Cookie, Jwt, Keys, PasswordError, Passwords, RefreshTokens, Secret, Sessions};
use isotype_sql::{
    Cursors, Database, SqlAnswers,
    auth::{SqlFamilies, SqlSessions},
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
    pub tokens: RefreshTokens<SqlFamilies>,
    /// The cookie of one.
    pub refresh: Cookie,
    /// Their sessions by cookie.
    pub sessions: Sessions<SqlSessions>,
    /// Their access tokens.
    pub jwt: Jwt<Claims>,
    /// What signs those.
    pub keys: Keys,
    /// What they wrote.
    pub posts: Posts,
    /// How often callers have called.
    pub rates: MemoryRates,
    /// What callers were told that may ask again.
    pub answers: Arc<SqlAnswers>,
    /// Places in lists.
    pub cursors: Cursors,
}

/// What distinguishes one installation from another.
#[derive(Clone, Debug, Default)]
pub struct Policy {
    /// Who is an administrator, by e-mail address.
    pub admins: Vec<String>,
    /// Whether cookies are sent by HTTPS only.
    pub secure_cookies: bool,
}

impl App {
    /// How long an access token is good for.
    pub const ACCESS: Duration = Duration::from_secs(15 * 60);

    /// How long a refresh token is good when it is not used.
    pub const REFRESH: Duration = RefreshTokens::<SqlFamilies>::LIFETIME;

    /// The application over an open database. The keys sign access tokens, the secret all else.
    ///
    /// # Errors
    ///
    /// When the operating system has no randomness to give.
    pub fn new(database: &Database, secret: &Secret, keys: Keys, policy: &Policy) -> Result<App, PasswordError> {
        let cookie = |name| match policy.secure_cookies {
            true => Cookie::new(name),
            false => Cookie::new(name).insecure(),
        };
        Ok(App {
            users: Users::new(database.clone(), &policy.admins),
            passwords: Passwords::new()?,
            tokens: RefreshTokens::new(SqlFamilies::new(database), secret),
            refresh: cookie("refresh"),
            sessions: Sessions::new(SqlSessions::new(database)).cookie(cookie("session")),
            jwt: Jwt::new(keys.clone()),
            keys,
            posts: Posts::new(database.clone()),
            rates: MemoryRates::new(),
            answers: Arc::new(SqlAnswers::new(database.clone())),
            cursors: Cursors::new(secret.bytes()),
        })
    }
}

/// Milliseconds since 1970: a date that both engines order alike.
pub(crate) fn now() -> i64 {
    Utc::now().timestamp_millis()
}

/// The same, as a date.
pub(crate) fn timestamp(millis: i64) -> io::Result<DateTime<Utc>> {
    DateTime::from_timestamp_millis(millis).ok_or_else(|| io::Error::other(format!("{millis} is not a date")))
}
