//! In-memory idempotency store.

use std::{
    collections::{HashMap, VecDeque},
    sync::{Mutex, MutexGuard, PoisonError},
    time::Instant,
};

use futures_util::future::{BoxFuture, ready};

use super::{ClaimResult, IdempotencyClaim, IdempotencyStore, StoredResponse};
use crate::StoreError;

/// Estimated memory overhead of an entry besides the JSON of its response, in bytes.
const OVERHEAD: usize = 256;

/// In-memory [`IdempotencyStore`] for a single process.
///
/// Responses are lost when the process exits. If they exceed the memory limit, the oldest are removed before they
/// expire.
#[derive(Debug)]
pub struct MemoryIdempotencyStore {
    max_bytes: usize,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    entries: HashMap<String, Entry>,
    /// Entries with a response, oldest first.
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
    /// Creates a store with an approximate memory limit. [`Default`] uses 64 MiB.
    pub fn new(max_bytes: usize) -> MemoryIdempotencyStore {
        MemoryIdempotencyStore { max_bytes, state: Mutex::default() }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Applies `change` if the claim is still active. Returns `false` if the claim was lost.
    fn update_claimed(
        &self,
        claim: &IdempotencyClaim,
        change: impl FnOnce(&mut State),
    ) -> BoxFuture<'static, Result<bool, StoreError>> {
        let mut state = self.lock();
        let is_owned = |entry: &Entry| entry.owner == claim.owner() && entry.response.is_none();
        let is_active = state.entries.get(claim.id()).is_some_and(is_owned);
        if is_active {
            change(&mut state);
        }
        Box::pin(ready(Ok(is_active)))
    }
}

impl State {
    /// Removes expired responses, and the oldest ones until `max_bytes` is no longer exceeded.
    fn evict(&mut self, max_bytes: usize) {
        let now = Instant::now();
        while let Some(CompletedEntry { id, owner, bytes }) = self.completed.front() {
            // Another call may have claimed the id after the response expired.
            let entry = self.entries.get(id).filter(|entry| entry.owner == *owner);
            if entry.is_some_and(|entry| entry.expires_at > now) && self.bytes <= max_bytes {
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
        let mut state = self.lock();
        state.evict(self.max_bytes);
        let result = match state.entries.get(claim.id()) {
            Some(Entry { digest, expires_at, response, .. }) if *expires_at > Instant::now() => {
                ClaimResult::Existing { digest: digest.clone(), response: response.clone() }
            }
            _ => {
                let (owner, digest) = (claim.owner().to_owned(), claim.digest().to_owned());
                let entry = Entry { owner, digest, expires_at: Instant::now() + self.lease(), response: None };
                state.entries.insert(claim.id().to_owned(), entry);
                ClaimResult::Acquired
            }
        };
        Box::pin(ready(Ok(result)))
    }

    fn renew<'a>(&'a self, claim: &'a IdempotencyClaim) -> BoxFuture<'a, Result<bool, StoreError>> {
        self.update_claimed(claim, |state| {
            if let Some(entry) = state.entries.get_mut(claim.id()) {
                entry.expires_at = Instant::now() + self.lease();
            }
        })
    }

    fn complete<'a>(
        &'a self,
        claim: &'a IdempotencyClaim,
        response: &'a StoredResponse,
    ) -> BoxFuture<'a, Result<bool, StoreError>> {
        self.update_claimed(claim, |state| {
            let bytes = response.to_json().len() + OVERHEAD;
            if let Some(entry) = state.entries.get_mut(claim.id()) {
                entry.response = Some(response.clone());
                entry.expires_at = Instant::now() + claim.ttl();
                let (id, owner) = (claim.id().to_owned(), claim.owner().to_owned());
                state.completed.push_back(CompletedEntry { id, owner, bytes });
                state.bytes += bytes;
            }
            state.evict(self.max_bytes);
        })
    }

    fn release<'a>(&'a self, claim: &'a IdempotencyClaim) -> BoxFuture<'a, Result<bool, StoreError>> {
        self.update_claimed(claim, |state| {
            state.entries.remove(claim.id());
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
    async fn removes_the_oldest_responses_above_the_memory_limit() {
        let store = MemoryIdempotencyStore::new(10 * (OVERHEAD + 20));
        for number in 0..100 {
            let claim = claim(&number.to_string());
            assert!(matches!(store.claim(&claim).await, Ok(ClaimResult::Acquired)));
            assert!(store.complete(&claim, &StoredResponse::from_output(&number).unwrap()).await.unwrap());
        }
        let state = store.lock();
        assert!(state.entries.len() >= 10 && state.entries.len() <= 12, "{}", state.entries.len());
        assert!(state.entries.contains_key("99") && !state.entries.contains_key("1"));
        assert_eq!(state.completed.len(), state.entries.len());
    }
}
