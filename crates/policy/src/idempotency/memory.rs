//! Answers in this process.

use std::{
    collections::{HashMap, VecDeque},
    sync::{Mutex, MutexGuard, PoisonError},
    time::Instant,
};

use futures_util::future::{BoxFuture, ready};

use super::{Answers, Claim, Found, StoreError, Stored};

/// What an answer takes beside its JSON, in bytes.
const OVERHEAD: usize = 256;

/// Stores answers in memory: enough for one process whose callers need not be safe from its end. When they take too many bytes, the oldest go
/// before their time.
#[derive(Debug)]
pub struct MemoryAnswers {
    most: usize,
    held: Mutex<Held>,
}

#[derive(Debug, Default)]
struct Held {
    entries: HashMap<String, Entry>,
    /// Those with an answer, the oldest first.
    answered: VecDeque<Answered>,
    bytes: usize,
}

#[derive(Debug)]
struct Answered {
    id: String,
    owner: String,
    bytes: usize,
}

#[derive(Debug)]
struct Entry {
    owner: String,
    digest: String,
    until: Instant,
    answer: Option<Stored>,
}

impl Default for MemoryAnswers {
    fn default() -> Self {
        MemoryAnswers::new(64 * 1024 * 1024)
    }
}

impl MemoryAnswers {
    /// At most so many bytes, more or less. Default: 64 MiB.
    pub fn new(bytes: usize) -> MemoryAnswers {
        MemoryAnswers { most: bytes, held: Mutex::default() }
    }

    fn held(&self) -> MutexGuard<'_, Held> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Does this to the claim, where it is still held.
    fn with(&self, claim: &Claim, change: impl FnOnce(&mut Held)) -> BoxFuture<'static, Result<bool, StoreError>> {
        let mut held = self.held();
        let is_ours = |entry: &Entry| entry.owner == claim.owner() && entry.answer.is_none();
        let is_held = held.entries.get(claim.id()).is_some_and(is_ours);
        if is_held {
            change(&mut held);
        }
        Box::pin(ready(Ok(is_held)))
    }
}

impl Held {
    /// Forgets what is over, and the oldest beyond `most` bytes.
    fn trim(&mut self, most: usize) {
        let now = Instant::now();
        while let Some(Answered { id, owner, bytes }) = self.answered.front() {
            // What was over may have been taken by another since.
            let entry = self.entries.get(id).filter(|entry| entry.owner == *owner);
            if entry.is_some_and(|entry| entry.until > now) && self.bytes <= most {
                return;
            }
            if entry.is_some() {
                self.entries.remove(id);
            }
            self.bytes -= bytes;
            self.answered.pop_front();
        }
    }
}

impl Answers for MemoryAnswers {
    fn claim<'a>(&'a self, claim: &'a Claim) -> BoxFuture<'a, Result<Found, StoreError>> {
        let mut held = self.held();
        held.trim(self.most);
        let found = match held.entries.get(claim.id()) {
            Some(Entry { digest, until, answer, .. }) if *until > Instant::now() => {
                Found::Taken { digest: digest.clone(), answer: answer.clone() }
            }
            _ => {
                let (owner, digest) = (claim.owner().to_owned(), claim.digest().to_owned());
                let entry = Entry { owner, digest, until: Instant::now() + self.lease(), answer: None };
                held.entries.insert(claim.id().to_owned(), entry);
                Found::Nothing
            }
        };
        Box::pin(ready(Ok(found)))
    }

    fn renew<'a>(&'a self, claim: &'a Claim) -> BoxFuture<'a, Result<bool, StoreError>> {
        self.with(claim, |held| {
            if let Some(entry) = held.entries.get_mut(claim.id()) {
                entry.until = Instant::now() + self.lease();
            }
        })
    }

    fn keep<'a>(&'a self, claim: &'a Claim, answer: &'a Stored) -> BoxFuture<'a, Result<bool, StoreError>> {
        self.with(claim, |held| {
            let bytes = answer.to_text().len() + OVERHEAD;
            if let Some(entry) = held.entries.get_mut(claim.id()) {
                entry.answer = Some(answer.clone());
                entry.until = Instant::now() + claim.keep();
                let (id, owner) = (claim.id().to_owned(), claim.owner().to_owned());
                held.answered.push_back(Answered { id, owner, bytes });
                held.bytes += bytes;
            }
            held.trim(self.most);
        })
    }

    fn release<'a>(&'a self, claim: &'a Claim) -> BoxFuture<'a, Result<bool, StoreError>> {
        self.with(claim, |held| {
            held.entries.remove(claim.id());
        })
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    fn claim(id: &str) -> Claim {
        Claim::new(id.to_owned(), "digest".to_owned(), Duration::from_secs(60))
    }

    #[tokio::test]
    async fn the_oldest_go_when_there_is_no_more_room() {
        let store = MemoryAnswers::new(10 * (OVERHEAD + 20));
        for number in 0..100 {
            let claim = claim(&number.to_string());
            assert!(matches!(store.claim(&claim).await, Ok(Found::Nothing)));
            assert!(store.keep(&claim, &Stored::of(&number).unwrap()).await.unwrap());
        }
        let held = store.held();
        assert!(held.entries.len() >= 10 && held.entries.len() <= 12, "{}", held.entries.len());
        assert!(held.entries.contains_key("99") && !held.entries.contains_key("1"));
        assert_eq!(held.answered.len(), held.entries.len());
    }
}
