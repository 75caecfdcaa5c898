//! Families that end with the process.

use std::{
    collections::HashMap,
    io,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::SystemTime,
};

use super::{Family, RefreshStore};

/// Families in memory; clones share them.
#[derive(Clone, Debug, Default)]
pub struct MemoryFamilies(Arc<Mutex<HashMap<String, Family>>>);

impl MemoryFamilies {
    fn all(&self) -> MutexGuard<'_, HashMap<String, Family>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl RefreshStore for MemoryFamilies {
    type Error = io::Error;

    async fn insert(&self, family: Family) -> io::Result<()> {
        self.all().insert(family.id.clone(), family);
        Ok(())
    }

    async fn find(&self, id: &str) -> io::Result<Option<Family>> {
        Ok(self.all().get(id).cloned())
    }

    async fn replace(&self, current: &str, next: Family) -> io::Result<bool> {
        let mut all = self.all();
        let Some(family) = all.get_mut(&next.id).filter(|family| family.current == current) else { return Ok(false) };
        *family = next;
        Ok(true)
    }

    async fn remove(&self, id: &str) -> io::Result<()> {
        self.all().remove(id);
        Ok(())
    }

    async fn remove_of(&self, subject: &str) -> io::Result<()> {
        self.all().retain(|_, family| family.subject != subject);
        Ok(())
    }

    async fn remove_expired(&self, before: SystemTime) -> io::Result<()> {
        self.all().retain(|_, family| family.expires > before);
        Ok(())
    }
}
