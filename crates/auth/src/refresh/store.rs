//! Where families are kept.

use std::{future::Future, io, time::SystemTime};

use super::TokenFamily;

/// Keeps families of refresh tokens: [`MemoryRefreshTokenStore`](super::MemoryRefreshTokenStore), or a table, in `isotype-sql`.
pub trait RefreshTokenStore: Send + Sync + 'static {
    /// How it fails.
    type Error: From<io::Error> + Send;

    /// Keeps a new one.
    fn insert(&self, family: TokenFamily) -> impl Future<Output = Result<(), Self::Error>> + Send;

    /// The one of that id.
    fn find(&self, id: &str) -> impl Future<Output = Result<Option<TokenFamily>, Self::Error>> + Send;

    /// Puts `next` in place of the one with its id, if that one's current digest still is `current`; whether it was. Of two at the same
    /// moment, exactly one succeeds.
    fn replace(&self, current: &str, next: TokenFamily) -> impl Future<Output = Result<bool, Self::Error>> + Send;

    /// Forgets the one of that id, if there is one.
    fn remove(&self, id: &str) -> impl Future<Output = Result<(), Self::Error>> + Send;

    /// Forgets all of that subject.
    fn remove_by_subject(&self, subject: &str) -> impl Future<Output = Result<(), Self::Error>> + Send;

    /// Forgets those that ended before.
    fn remove_expired(&self, before: SystemTime) -> impl Future<Output = Result<(), Self::Error>> + Send;
}
