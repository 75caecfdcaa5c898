//! In-memory session store.

use std::{
    collections::HashMap,
    io,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::SystemTime,
};

use super::{Session, SessionStore};

/// In-memory [`SessionStore`] for a single process. Clones share their sessions.
#[derive(Clone, Debug, Default)]
pub struct MemorySessionStore(Arc<Mutex<HashMap<String, Session>>>);

impl MemorySessionStore {
    fn lock(&self) -> MutexGuard<'_, HashMap<String, Session>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl SessionStore for MemorySessionStore {
    type Error = io::Error;

    async fn insert(&self, session: Session) -> io::Result<()> {
        self.lock().insert(session.id.clone(), session);
        Ok(())
    }

    async fn find(&self, id: &str) -> io::Result<Option<Session>> {
        Ok(self.lock().get(id).cloned())
    }

    async fn touch(&self, id: &str, last_seen_at: SystemTime) -> io::Result<()> {
        if let Some(session) = self.lock().get_mut(id) {
            session.last_seen_at = last_seen_at;
        }
        Ok(())
    }

    async fn remove(&self, id: &str) -> io::Result<()> {
        self.lock().remove(id);
        Ok(())
    }

    async fn remove_by_subject(&self, subject: &str) -> io::Result<()> {
        self.lock().retain(|_, session| session.subject != subject);
        Ok(())
    }

    async fn remove_expired(&self, created_before: SystemTime, seen_before: SystemTime) -> io::Result<()> {
        self.lock().retain(|_, session| session.created_at > created_before && session.last_seen_at > seen_before);
        Ok(())
    }
}
