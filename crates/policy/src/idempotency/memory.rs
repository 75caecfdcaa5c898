//! Answers in this process.

use std::{
    collections::{HashMap, VecDeque},
    sync::{Mutex, MutexGuard, PoisonError},
    time::Instant,
};

use futures_util::future::{BoxFuture, ready};

use super::{ClaimResult, IdempotencyClaim, IdempotencyStore, StoreError, StoredResponse};

/// What an answer takes beside its JSON, in bytes.
const OVERHEAD: usize = 256;

/// Stores answers in memory: enough for one process whose callers need not be safe from its end. When they take too many bytes, the oldest go
/// before their time.
#[derive(Debug)]
pub struct MemoryIdempotencyStore {
    max_bytes: usize,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    entries: HashMap<String, Entry>,
    /// Those with an answer, the oldest first.
    completed: VecDeque<CompletedEntry>,
    bytes: usize,
}

#[derive(Debug)]
struct CompletedEntry {
    id: String,
    owner: String,
    bytes: usize,
}

#[derive(Debug)]
struct Entry {
    owner: String,
    digest: String,
    expires_at: Instant,
    response: Option<StoredResponse>,
}

impl Default for MemoryIdempotencyStore {
    fn default() -> Self {
        MemoryIdempotencyStore::new(64 * 1024 * 1024)
    }
}

impl MemoryIdempotencyStore {
    /// At most so many bytes, more or less. Default: 64 MiB.
    pub fn new(bytes: usize) -> MemoryIdempotencyStore {
        MemoryIdempotencyStore { max_bytes: bytes, state: Mutex::default() }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Does this to the claim, where it is still held.
    fn update_claimed(
        &self,
        claim: &IdempotencyClaim,
        change: impl FnOnce(&mut State),
    ) -> BoxFuture<'static, Result<bool, StoreError>> {
        let mut held = self.lock();
        let is_ours = |entry: &Entry| entry.owner == claim.owner() && entry.response.is_none();
        let is_held = held.entries.get(claim.id()).is_some_and(is_ours);
        if is_held {
            change(&mut held);
        }
        Box::pin(ready(Ok(is_held)))
    }
}

impl State {
    /// Forgets what is over, and the oldest beyond `most` bytes.
    fn evict(&mut self, most: usize) {
        let now = Instant::now();
        while let Some(CompletedEntry { id, owner, bytes }) = self.completed.front() {
            // What was over may have been taken by another since.
            let entry = self.entries.get(id).filter(|entry| entry.owner == *owner);
            if entry.is_some_and(|entry| entry.expires_at > now) && self.bytes <= most {
                return;
            }
            if entry.is_some() {
                self.entries.remove(id);
            }
            self.bytes -= bytes;
            self.completed.pop_front();
        }
    }
}

impl IdempotencyStore for MemoryIdempotencyStore {
    fn claim<'a>(&'a self, claim: &'a IdempotencyClaim) -> BoxFuture<'a, Result<ClaimResult, StoreError>> {
        let mut held = self.lock();
        held.evict(self.max_bytes);
        let found = match held.entries.get(claim.id()) {
            Some(Entry { digest, expires_at: until, response: answer, .. }) if *until > Instant::now() => {
                ClaimResult::Existing { digest: digest.clone(), response: answer.clone() }
            }
            _ => {
                let (owner, digest) = (claim.owner().to_owned(), claim.digest().to_owned());
                let entry = Entry { owner, digest, expires_at: Instant::now() + self.lease(), response: None };
                held.entries.insert(claim.id().to_owned(), entry);
                ClaimResult::Acquired
            }
        };
        Box::pin(ready(Ok(found)))
    }

    fn renew<'a>(&'a self, claim: &'a IdempotencyClaim) -> BoxFuture<'a, Result<bool, StoreError>> {
        self.update_claimed(claim, |held| {
            if let Some(entry) = held.entries.get_mut(claim.id()) {
                entry.expires_at = Instant::now() + self.lease();
            }
        })
    }

    fn complete<'a>(
        &'a self,
        claim: &'a IdempotencyClaim,
        answer: &'a StoredResponse,
    ) -> BoxFuture<'a, Result<bool, StoreError>> {
        self.update_claimed(claim, |held| {
            let bytes = answer.to_json().len() + OVERHEAD;
            if let Some(entry) = held.entries.get_mut(claim.id()) {
                entry.response = Some(answer.clone());
                entry.expires_at = Instant::now() + claim.ttl();
                let (id, owner) = (claim.id().to_owned(), claim.owner().to_owned());
                held.completed.push_back(CompletedEntry { id, owner, bytes });
                held.bytes += bytes;
            }
            held.evict(self.max_bytes);
        })
    }

    fn release<'a>(&'a self, claim: &'a IdempotencyClaim) -> BoxFuture<'a, Result<bool, StoreError>> {
        self.update_claimed(claim, |held| {
            held.entries.remove(claim.id());
        })
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    fn claim(id: &str) -> IdempotencyClaim {
        IdempotencyClaim::new(id.to_owned(), "digest".to_owned(), Duration::from_secs(60))
    }

    #[tokio::test]
    async fn the_oldest_go_when_there_is_no_more_room() {
        let store = MemoryIdempotencyStore::new(10 * (OVERHEAD + 20));
        for number in 0..100 {
            let claim = claim(&number.to_string());
            assert!(matches!(store.claim(&claim).await, Ok(ClaimResult::Acquired)));
            assert!(store.complete(&claim, &StoredResponse::from_output(&number).unwrap()).await.unwrap());
        }
        let held = store.lock();
        assert!(held.entries.len() >= 10 && held.entries.len() <= 12, "{}", held.entries.len());
        assert!(held.entries.contains_key("99") && !held.entries.contains_key("1"));
        assert_eq!(held.completed.len(), held.entries.len());
    }
}
