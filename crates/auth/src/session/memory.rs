//! Sessions that end with the process.

use std::{
    collections::HashMap,
    io,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::SystemTime,
};

use super::{Session, SessionStore};

/// Sessions in memory; clones share them.
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

    async fn touch(&self, id: &str, seen: SystemTime) -> io::Result<()> {
        if let Some(session) = self.lock().get_mut(id) {
            session.last_seen_at = seen;
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

    async fn remove_expired(&self, begun: SystemTime, seen: SystemTime) -> io::Result<()> {
        self.lock().retain(|_, session| session.created_at > begun && session.last_seen_at > seen);
        Ok(())
    }
}
