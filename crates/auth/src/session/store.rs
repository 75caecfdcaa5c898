//! Where sessions are kept.

use std::{future::Future, io, time::SystemTime};

use super::Session;

/// Keeps sessions: [`MemorySessionStore`](super::MemorySessionStore), or a table, in `isotype-sql`.
pub trait SessionStore: Send + Sync + 'static {
    /// How it fails.
    type Error: From<io::Error> + Send;

    /// Keeps a new one.
    fn insert(&self, session: Session) -> impl Future<Output = Result<(), Self::Error>> + Send;

    /// The one of that id.
    fn find(&self, id: &str) -> impl Future<Output = Result<Option<Session>, Self::Error>> + Send;

    /// Notes that it was used.
    fn touch(&self, id: &str, seen: SystemTime) -> impl Future<Output = Result<(), Self::Error>> + Send;

    /// Forgets the one of that id, if there is one.
    fn remove(&self, id: &str) -> impl Future<Output = Result<(), Self::Error>> + Send;

    /// Forgets all of that subject.
    fn remove_by_subject(&self, subject: &str) -> impl Future<Output = Result<(), Self::Error>> + Send;

    /// Forgets those that have begun, or were used last, before.
    fn remove_expired(
        &self,
        begun: SystemTime,
        seen: SystemTime,
    ) -> impl Future<Output = Result<(), Self::Error>> + Send;
}
