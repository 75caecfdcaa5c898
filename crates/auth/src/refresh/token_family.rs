//! Stored state of a token family.

use std::time::{Duration, SystemTime};

/// Stored form of a token family: the refresh tokens that descend from one sign-in (RFC 9700, section 4.14).
///
/// It contains the digests of the last two tokens, never the tokens themselves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenFamily {
    /// Random id, which is the first part of each of the family's tokens.
    pub id: String,
    /// Id of the user who signed in.
    pub subject: String,
    /// Digest of the current token.
    pub current_digest: String,
    /// Digest of the previous token, if there was one.
    pub previous_digest: Option<String>,
    /// Time at which the current token was issued.
    pub rotated_at: SystemTime,
    /// Time at which the family expires unless its current token is used.
    pub expires_at: SystemTime,
}

impl TokenFamily {
    pub(super) fn new(id: &str, subject: &str, current_digest: String, lifetime: Duration) -> TokenFamily {
        let now = SystemTime::now();
        let (id, subject) = (id.to_owned(), subject.to_owned());
        TokenFamily { id, subject, current_digest, previous_digest: None, rotated_at: now, expires_at: now + lifetime }
    }

    pub(super) fn rotate(self, next_digest: String, now: SystemTime, lifetime: Duration) -> TokenFamily {
        TokenFamily {
            previous_digest: Some(self.current_digest),
            current_digest: next_digest,
            rotated_at: now,
            expires_at: now + lifetime,
            ..self
        }
    }

    /// Returns `true` if `digest` is that of the previous token and the grace period since the rotation has not passed.
    pub(super) fn accepts_previous(&self, digest: &str, now: SystemTime, grace_period: Duration) -> bool {
        self.previous_digest.as_deref() == Some(digest) && now < self.rotated_at + grace_period
    }
}
