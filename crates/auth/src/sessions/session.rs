//! Stored state of a session.

use std::time::{Duration, SystemTime};

/// Stored form of a signed-in user's session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// Digest of the token in the cookie.
    pub id: String,
    /// Id of the user who signed in.
    pub subject: String,
    /// Time of the sign-in.
    pub created_at: SystemTime,
    /// Time of the last use, accurate to one minute.
    pub last_seen_at: SystemTime,
}

impl Session {
    pub(super) fn expires_at(&self, idle_timeout: Duration, lifetime: Duration) -> SystemTime {
        (self.created_at + lifetime).min(self.last_seen_at + idle_timeout)
    }
}
