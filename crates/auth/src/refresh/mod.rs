//! Rotating refresh tokens.

mod token_family;
mod memory;
mod store;

pub use memory::MemoryRefreshTokenStore;
pub use store::RefreshTokenStore;
pub use token_family::TokenFamily;

use std::{
    fmt,
    time::{Duration, SystemTime},
};

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::{OpaqueToken, Secret};

/// Issues and rotates refresh tokens: each use of a token returns its successor (RFC 9700, section 4.14.2).
///
/// Reuse of a token reveals that it was stolen. Since it is unknown whether the user or the thief used it second, the
/// whole token family is revoked.
///
/// Within a short [`grace_period`](RefreshTokens::grace_period), the previous token still returns the current one,
/// because two tabs may refresh at the same time and a client may lose a response. A thief gains nothing from this:
/// both receive the *same* successor, and its second use is detected.
///
/// The store keeps only digests. A successor is derived from its predecessor with a secret, so that it can be returned
/// twice.
///
/// # Example
///
/// ```
/// use isotype_auth::{RefreshTokens, Rotation, Secret};
///
/// # tokio::runtime::Builder::new_current_thread().build()?.block_on(async {
/// let tokens = RefreshTokens::in_memory(&Secret::random()?);
/// let first = tokens.issue("ann").await?;
/// let Rotation::Rotated { subject, token: second } = tokens.rotate(first.as_str()).await? else { panic!() };
/// assert_eq!(subject, "ann");
/// # let Rotation::Rotated { .. } = tokens.rotate(second.as_str()).await? else { panic!() };
/// // After two rotations, reuse of the first token revokes the family:
/// assert!(matches!(tokens.rotate(first.as_str()).await?, Rotation::Replayed { .. }));
/// assert!(matches!(tokens.rotate(second.as_str()).await?, Rotation::Invalid));
/// # Ok::<(), std::io::Error>(())
/// # })?;
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Clone)]
pub struct RefreshTokens<S = MemoryRefreshTokenStore> {
    store: S,
    secret: Secret,
    lifetime: Duration,
    grace_period: Duration,
}

/// Result of [`RefreshTokens::rotate`].
#[derive(Debug)]
pub enum Rotation {
    /// The token was valid and is replaced by a new one.
    Rotated {
        /// Id of the user who signed in.
        subject: String,
        /// New token to send to the client.
        token: OpaqueToken,
    },
    /// The token is unknown or expired, or its family was revoked.
    Invalid,
    /// The token was used before, and its family has been revoked.
    Replayed {
        /// Id of the user, who should be notified.
        subject: String,
    },
}

impl RefreshTokens {
    /// Creates a refresh-token manager with an in-memory store, for a single process.
    pub fn in_memory(secret: &Secret) -> RefreshTokens {
        RefreshTokens::new(MemoryRefreshTokenStore::default(), secret)
    }
}

impl<S: RefreshTokenStore> RefreshTokens<S> {
    /// Default [`lifetime`](RefreshTokens::lifetime): 30 days.
    pub const DEFAULT_LIFETIME: Duration = Duration::from_secs(30 * 24 * 60 * 60);

    /// Default [`grace_period`](RefreshTokens::grace_period): 10 seconds.
    pub const DEFAULT_GRACE_PERIOD: Duration = Duration::from_secs(10);

    /// Creates a refresh-token manager backed by `store`.
    ///
    /// Successors are derived with `secret`, so servers that share the store must share the secret.
    pub fn new(store: S, secret: &Secret) -> RefreshTokens<S> {
        RefreshTokens {
            store,
            secret: secret.clone(),
            lifetime: Self::DEFAULT_LIFETIME,
            grace_period: Self::DEFAULT_GRACE_PERIOD,
        }
    }

    /// Sets the lifetime of an unused token. Each rotation restarts it. Default: 30 days.
    #[must_use]
    pub fn lifetime(mut self, lifetime: Duration) -> Self {
        self.lifetime = lifetime;
        self
    }

    /// Sets the time during which the previous token still returns the current one. Default: 10 seconds.
    ///
    /// With a grace period of zero, any reuse counts as a replay.
    #[must_use]
    pub fn grace_period(mut self, grace_period: Duration) -> Self {
        self.grace_period = grace_period;
        self
    }

    /// Issues the first token of a new family when `subject` signs in.
    ///
    /// # Errors
    ///
    /// Returns the store's error, or an [`io::Error`](std::io::Error) if the operating system cannot provide
    /// randomness.
    pub async fn issue(&self, subject: &str) -> Result<OpaqueToken, S::Error> {
        self.store.remove_expired(SystemTime::now()).await?;
        let (id, secret) = (OpaqueToken::random()?, OpaqueToken::random()?);
        let token = OpaqueToken::for_family(id.as_str(), secret.as_str());
        self.store.insert(TokenFamily::new(id.as_str(), subject, token.digest(), self.lifetime)).await?;
        Ok(token)
    }

    /// Exchanges a token for its successor.
    ///
    /// # Errors
    ///
    /// Returns the store's error.
    pub async fn rotate(&self, token: &str) -> Result<Rotation, S::Error> {
        let Some((id, _)) = token.split_once('.') else { return Ok(Rotation::Invalid) };
        let (digest, next) = (OpaqueToken::digest_of(token), self.successor(id, token));
        // If a concurrent rotation wins, the second attempt finds the token within its grace period.
        for _ in 0..2 {
            let now = SystemTime::now();
            let Some(family) = self.store.find(id).await?.filter(|family| family.expires_at > now) else { break };
            if family.current_digest == digest {
                let subject = family.subject.clone();
                if self.store.replace(&digest, family.rotate(next.digest(), now, self.lifetime)).await? {
                    return Ok(Rotation::Rotated { subject, token: next });
                }
                continue;
            }
            if family.accepts_previous(&digest, now, self.grace_period) {
                return Ok(Rotation::Rotated { subject: family.subject, token: next });
            }
            self.store.remove(id).await?;
            tracing::warn!(subject = family.subject, "refresh token reused, token family revoked");
            return Ok(Rotation::Replayed { subject: family.subject });
        }
        Ok(Rotation::Invalid)
    }

    /// Revokes a token's family when the user signs out.
    ///
    /// # Errors
    ///
    /// Returns the store's error.
    pub async fn revoke(&self, token: &str) -> Result<(), S::Error> {
        match token.split_once('.') {
            Some((id, _)) => self.store.remove(id).await,
            None => Ok(()),
        }
    }

    /// Revokes all token families of a user, for example after a password change or the loss of a device.
    ///
    /// # Errors
    ///
    /// Returns the store's error.
    pub async fn revoke_all(&self, subject: &str) -> Result<(), S::Error> {
        self.store.remove_by_subject(subject).await
    }

    fn successor(&self, id: &str, token: &str) -> OpaqueToken {
        // Cannot fail: HMAC accepts keys of any length.
        let mac = Hmac::<Sha256>::new_from_slice(self.secret.as_bytes()).map(|mac| {
            let mac = mac.chain_update(b"isotype refresh token\0").chain_update(token);
            BASE64_URL_SAFE_NO_PAD.encode(mac.finalize().into_bytes())
        });
        OpaqueToken::for_family(id, &mac.unwrap_or_default())
    }
}

impl<S> fmt::Debug for RefreshTokens<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RefreshTokens(…)")
    }
}
