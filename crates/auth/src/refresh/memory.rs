//! In-memory refresh-token store.

use std::{
    collections::HashMap,
    io,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::SystemTime,
};

use super::{RefreshTokenStore, TokenFamily};

/// In-memory [`RefreshTokenStore`] for a single process. Clones share their token families.
#[derive(Clone, Debug, Default)]
pub struct MemoryRefreshTokenStore(Arc<Mutex<HashMap<String, TokenFamily>>>);

impl MemoryRefreshTokenStore {
    fn lock(&self) -> MutexGuard<'_, HashMap<String, TokenFamily>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl RefreshTokenStore for MemoryRefreshTokenStore {
    type Error = io::Error;

    async fn insert(&self, family: TokenFamily) -> io::Result<()> {
        self.lock().insert(family.id.clone(), family);
        Ok(())
    }

    async fn find(&self, id: &str) -> io::Result<Option<TokenFamily>> {
        Ok(self.lock().get(id).cloned())
    }

    async fn replace(&self, current: &str, next: TokenFamily) -> io::Result<bool> {
        let mut families = self.lock();
        let Some(family) = families.get_mut(&next.id).filter(|family| family.current_digest == current) else {
            return Ok(false);
        };
        *family = next;
        Ok(true)
    }

    async fn remove(&self, id: &str) -> io::Result<()> {
        self.lock().remove(id);
        Ok(())
    }

    async fn remove_by_subject(&self, subject: &str) -> io::Result<()> {
        self.lock().retain(|_, family| family.subject != subject);
        Ok(())
    }

    async fn remove_expired(&self, before: SystemTime) -> io::Result<()> {
        self.lock().retain(|_, family| family.expires_at > before);
        Ok(())
    }
}
