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
    pub begun: SystemTime,
    /// When it was used last, to the minute.
    pub seen: SystemTime,
}

impl Session {
    pub(super) fn end(&self, idle: Duration, lifetime: Duration) -> SystemTime {
        (self.begun + lifetime).min(self.seen + idle)
    }
}
