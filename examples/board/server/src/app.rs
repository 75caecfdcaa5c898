//! What every procedure can reach.

use std::{io, sync::Arc, time::Duration};

use chrono::{DateTime, Utc};
use isotype::policy::MemoryRates;
use isotype_auth::{Jwt, PasswordError, Secret};
use isotype_sql::{Cursors, Database, SqlAnswers};

use crate::{
    auth::{Claims, Hashing, Tokens, Users},
    posts::Posts,
};

/// The application's state.
#[derive(Debug)]
pub struct App {
    /// People.
    pub users: Users,
    /// Their passwords.
    pub hashing: Hashing,
    /// Their refresh tokens.
    pub tokens: Tokens,
    /// Their access tokens.
    pub jwt: Jwt<Claims>,
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

    /// The application over an open database.
    ///
    /// # Errors
    ///
    /// When the operating system has no randomness to give.
    pub fn new(database: &Database, secret: &Secret, policy: &Policy) -> Result<App, PasswordError> {
        Ok(App {
            users: Users::new(database.clone(), &policy.admins),
            hashing: Hashing::new()?,
            tokens: Tokens::new(database.clone(), policy.secure_cookies),
            jwt: Jwt::hs256(secret),
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
