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
pub struct MemorySessions(Arc<Mutex<HashMap<String, Session>>>);

impl MemorySessions {
    fn all(&self) -> MutexGuard<'_, HashMap<String, Session>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl SessionStore for MemorySessions {
    type Error = io::Error;

    async fn insert(&self, session: Session) -> io::Result<()> {
        self.all().insert(session.id.clone(), session);
        Ok(())
    }

    async fn find(&self, id: &str) -> io::Result<Option<Session>> {
        Ok(self.all().get(id).cloned())
    }

    async fn touch(&self, id: &str, seen: SystemTime) -> io::Result<()> {
        if let Some(session) = self.all().get_mut(id) {
            session.seen = seen;
        }
        Ok(())
    }

    async fn remove(&self, id: &str) -> io::Result<()> {
        self.all().remove(id);
        Ok(())
    }

    async fn remove_of(&self, subject: &str) -> io::Result<()> {
        self.all().retain(|_, session| session.subject != subject);
        Ok(())
    }

    async fn remove_expired(&self, begun: SystemTime, seen: SystemTime) -> io::Result<()> {
        self.all().retain(|_, session| session.begun > begun && session.seen > seen);
        Ok(())
    }
}
