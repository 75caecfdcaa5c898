//! Refresh tokens: each good once, and by families.

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

/// Refresh tokens that are rotated: using one makes the next of its family (RFC 9700, section 4.14.2).
///
/// A token that is used again means that two hold it, and nobody knows which of them is the thief: the whole family ends. But for a
/// short [`grace`](RefreshTokens::grace), the token before the current one gives the current one once more. Two tabs that refresh at the same
/// moment, or a client whose answer was lost, are no thieves; and a thief gains nothing, as both then hold the *same* successor, and
/// whoever uses it second is found out. A second successor would be a branch of its own, which nobody would ever find.
///
/// Only digests are stored; a successor is made from its predecessor and a secret, so that it can be told again.
///
/// # Example
///
/// ```
/// use isotype_auth::{RefreshTokens, Rotation, Secret};
///
/// # tokio::runtime::Builder::new_current_thread().build()?.block_on(async {
/// let tokens = RefreshTokens::in_memory(&Secret::random()?);
/// let first = tokens.begin("ann").await?;
/// let Rotation::Next { subject, token: second } = tokens.rotate(first.as_str()).await? else { panic!() };
/// assert_eq!(subject, "ann");
/// # let Rotation::Next { .. } = tokens.rotate(second.as_str()).await? else { panic!() };
/// // Two rotations later, the first token shows that it was stolen:
/// assert!(matches!(tokens.rotate(first.as_str()).await?, Rotation::Replayed { .. }));
/// assert!(matches!(tokens.rotate(second.as_str()).await?, Rotation::Unknown));
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

/// What became of a refresh token.
#[derive(Debug)]
pub enum Rotation {
    /// It was good: this is the next one.
    Rotated {
        /// Whose it is.
        subject: String,
        /// The token to give out.
        token: OpaqueToken,
    },
    /// It was never one, is too old, or its family has ended.
    Invalid,
    /// It was used before: its family has ended by that.
    Replayed {
        /// Whose it was; somebody should tell them.
        subject: String,
    },
}

impl RefreshTokens {
    /// Tokens that end with this process.
    pub fn in_memory(secret: &Secret) -> RefreshTokens {
        RefreshTokens::new(MemoryRefreshTokenStore::default(), secret)
    }
}

impl<S: RefreshTokenStore> RefreshTokens<S> {
    /// How long a token is good when it is not used, where nothing else is said.
    pub const DEFAULT_LIFETIME: Duration = Duration::from_secs(30 * 24 * 60 * 60);

    /// How long the token before the current one gives that one again, where nothing else is said.
    pub const DEFAULT_GRACE_PERIOD: Duration = Duration::from_secs(10);

    /// Tokens in a store. The secret makes successors; servers that share the store share it.
    pub fn new(store: S, secret: &Secret) -> RefreshTokens<S> {
        RefreshTokens {
            store,
            secret: secret.clone(),
            lifetime: Self::DEFAULT_LIFETIME,
            grace_period: Self::DEFAULT_GRACE_PERIOD,
        }
    }

    /// How long a token is good when it is not used.
    #[must_use]
    pub fn lifetime(mut self, lifetime: Duration) -> Self {
        self.lifetime = lifetime;
        self
    }

    /// How long the token before the current one gives that one again; zero makes every second use a replay.
    #[must_use]
    pub fn grace_period(mut self, grace: Duration) -> Self {
        self.grace_period = grace;
        self
    }

    /// The first token of a new family.
    ///
    /// # Errors
    ///
    /// When the store fails, or the operating system has no randomness.
    pub async fn issue(&self, subject: &str) -> Result<OpaqueToken, S::Error> {
        self.store.remove_expired(SystemTime::now()).await?;
        let (id, secret) = (OpaqueToken::random()?, OpaqueToken::random()?);
        let token = OpaqueToken::for_family(id.as_str(), secret.as_str());
        self.store.insert(TokenFamily::new(id.as_str(), subject, token.digest(), self.lifetime)).await?;
        Ok(token)
    }

    /// The next token for one that has not been used.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn rotate(&self, token: &str) -> Result<Rotation, S::Error> {
        let Some((id, _)) = token.split_once('.') else { return Ok(Rotation::Invalid) };
        let (digest, next) = (OpaqueToken::digest_of(token), self.successor(id, token));
        // Of two at the same moment one finds, the second time, that it was the later.
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
            tracing::warn!(subject = family.subject, "a refresh token was used twice: its family has ended");
            return Ok(Rotation::Replayed { subject: family.subject });
        }
        Ok(Rotation::Invalid)
    }

    /// Ends the family of a token.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn revoke(&self, token: &str) -> Result<(), S::Error> {
        match token.split_once('.') {
            Some((id, _)) => self.store.remove(id).await,
            None => Ok(()),
        }
    }

    /// Ends every family of somebody: at a new password, or when a device is lost.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn revoke_all(&self, subject: &str) -> Result<(), S::Error> {
        self.store.remove_by_subject(subject).await
    }

    fn successor(&self, id: &str, token: &str) -> OpaqueToken {
        // An HMAC takes keys of any length.
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
