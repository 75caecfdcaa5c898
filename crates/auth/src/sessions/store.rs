//! Trait for session stores.

use std::{future::Future, io, time::SystemTime};

use super::Session;

/// Store for sessions.
///
/// [`MemorySessionStore`](super::MemorySessionStore) is for a single process. `isotype-sql` provides one for SQLite and
/// PostgreSQL.
pub trait SessionStore: Send + Sync + 'static {
    /// Error returned by the store.
    type Error: From<io::Error> + Send;

    /// Inserts a new session.
    fn insert(&self, session: Session) -> impl Future<Output = Result<(), Self::Error>> + Send;

    /// Returns the session with this id, if it exists.
    fn find(&self, id: &str) -> impl Future<Output = Result<Option<Session>, Self::Error>> + Send;

    /// Updates the session's time of last use.
    fn touch(&self, id: &str, last_seen_at: SystemTime) -> impl Future<Output = Result<(), Self::Error>> + Send;

    /// Removes the session with this id, if it exists.
    fn remove(&self, id: &str) -> impl Future<Output = Result<(), Self::Error>> + Send;

    /// Removes all sessions of a subject.
    fn remove_by_subject(&self, subject: &str) -> impl Future<Output = Result<(), Self::Error>> + Send;

    /// Removes sessions created at or before `created_before`, and sessions last used at or before `seen_before`.
    fn remove_expired(
        &self,
        created_before: SystemTime,
        seen_before: SystemTime,
    ) -> impl Future<Output = Result<(), Self::Error>> + Send;
}
