//! Trait for refresh-token stores.

use std::{future::Future, io, time::SystemTime};

use super::TokenFamily;

/// Store for token families.
///
/// [`MemoryRefreshTokenStore`](super::MemoryRefreshTokenStore) is for a single process. `isotype-sql` provides one for
/// SQLite and PostgreSQL.
pub trait RefreshTokenStore: Send + Sync + 'static {
    /// Error returned by the store.
    type Error: From<io::Error> + Send;

    /// Inserts a new family.
    fn insert(&self, family: TokenFamily) -> impl Future<Output = Result<(), Self::Error>> + Send;

    /// Returns the family with this id, if it exists.
    fn find(&self, id: &str) -> impl Future<Output = Result<Option<TokenFamily>, Self::Error>> + Send;

    /// Replaces the family whose id is `next.id`, if its current digest is still `current`. Returns `true` if it was
    /// replaced.
    ///
    /// The comparison and the replacement must be atomic: of two concurrent calls, exactly one succeeds.
    fn replace(&self, current: &str, next: TokenFamily) -> impl Future<Output = Result<bool, Self::Error>> + Send;

    /// Removes the family with this id, if it exists.
    fn remove(&self, id: &str) -> impl Future<Output = Result<(), Self::Error>> + Send;

    /// Removes all families of a subject.
    fn remove_by_subject(&self, subject: &str) -> impl Future<Output = Result<(), Self::Error>> + Send;

    /// Removes all families that expired at or before `before`.
    fn remove_expired(&self, before: SystemTime) -> impl Future<Output = Result<(), Self::Error>> + Send;
}
