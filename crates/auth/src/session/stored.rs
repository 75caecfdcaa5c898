//! What is stored.

use std::time::{Duration, SystemTime};

/// A session as a store keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// The digest of what the cookie says.
    pub id: String,
    /// Who has signed in.
    pub subject: String,
    /// When.
    pub created_at: SystemTime,
    /// When it was used last, to the minute.
    pub last_seen_at: SystemTime,
}

impl Session {
    pub(super) fn expires_at(&self, idle: Duration, lifetime: Duration) -> SystemTime {
        (self.created_at + lifetime).min(self.last_seen_at + idle)
    }
}
