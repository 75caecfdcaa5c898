//! Stored state of a session.

use std::time::{Duration, SystemTime};

/// Session of a signed-in user, as a store keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// Digest of the token in the cookie.
    pub id: String,
    /// Id of the user who signed in.
    pub subject: String,
    /// Time of the sign-in.
    pub created_at: SystemTime,
    /// Time of the last use, with a precision of one minute.
    pub last_seen_at: SystemTime,
}

impl Session {
    pub(super) fn expires_at(&self, idle_timeout: Duration, lifetime: Duration) -> SystemTime {
        (self.created_at + lifetime).min(self.last_seen_at + idle_timeout)
    }
}
