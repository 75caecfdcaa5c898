//! What is stored.

use std::time::{Duration, SystemTime};

/// The refresh tokens that follow from one sign-in, as a store keeps them: no token, but digests of the last two.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Family {
    /// By which its tokens name it; nobody else knows it.
    pub id: String,
    /// Whose it is.
    pub subject: String,
    /// The digest of the token that is good.
    pub current: String,
    /// That of the one before.
    pub previous: Option<String>,
    /// When the current one was made.
    pub rotated: SystemTime,
    /// When it ends, unless it is used.
    pub expires: SystemTime,
}

impl Family {
    pub(super) fn new(id: &str, subject: &str, current: String, lifetime: Duration) -> Family {
        let now = SystemTime::now();
        let (id, subject) = (id.to_owned(), subject.to_owned());
        Family { id, subject, current, previous: None, rotated: now, expires: now + lifetime }
    }

    pub(super) fn rotated(self, next: String, now: SystemTime, lifetime: Duration) -> Family {
        Family { previous: Some(self.current), current: next, rotated: now, expires: now + lifetime, ..self }
    }

    /// Whether this was the token before the current one, a short while ago. Once its successor is used it is not any more.
    pub(super) fn gives_again(&self, digest: &str, now: SystemTime, grace: Duration) -> bool {
        self.previous.as_deref() == Some(digest) && now < self.rotated + grace
    }
}
