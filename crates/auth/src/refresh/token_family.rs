//! What is stored.

use std::time::{Duration, SystemTime};

/// The refresh tokens that follow from one sign-in, as a store keeps them: no token, but digests of the last two.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenFamily {
    /// By which its tokens name it; nobody else knows it.
    pub id: String,
    /// Whose it is.
    pub subject: String,
    /// The digest of the token that is good.
    pub current_digest: String,
    /// That of the one before.
    pub previous_digest: Option<String>,
    /// When the current one was made.
    pub rotated_at: SystemTime,
    /// When it ends, unless it is used.
    pub expires_at: SystemTime,
}

impl TokenFamily {
    pub(super) fn new(id: &str, subject: &str, current: String, lifetime: Duration) -> TokenFamily {
        let now = SystemTime::now();
        let (id, subject) = (id.to_owned(), subject.to_owned());
        TokenFamily {
            id,
            subject,
            current_digest: current,
            previous_digest: None,
            rotated_at: now,
            expires_at: now + lifetime,
        }
    }

    pub(super) fn rotate(self, next: String, now: SystemTime, lifetime: Duration) -> TokenFamily {
        TokenFamily {
            previous_digest: Some(self.current_digest),
            current_digest: next,
            rotated_at: now,
            expires_at: now + lifetime,
            ..self
        }
    }

    /// Whether this was the token before the current one, a short while ago. Once its successor is used it is not any more.
    pub(super) fn accepts_previous(&self, digest: &str, now: SystemTime, grace: Duration) -> bool {
        self.previous_digest.as_deref() == Some(digest) && now < self.rotated_at + grace
    }
}
