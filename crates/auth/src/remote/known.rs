//! What was fetched, and when.

use std::{
    sync::{Arc, PoisonError, RwLock},
    time::Duration,
};

use tokio::time::Instant;

use crate::keys::KeySet;

#[derive(Default)]
pub(super) struct JwksCache(RwLock<State>);

#[derive(Default)]
struct State {
    keys: Option<(Arc<KeySet>, Instant)>,
    last_attempt: Option<Instant>,
}

impl JwksCache {
    /// The last keys that were good, and whether they are older than that.
    pub(super) fn get(&self, lifetime: Duration) -> (Option<Arc<KeySet>>, bool) {
        match &self.0.read().unwrap_or_else(PoisonError::into_inner).keys {
            Some((keys, fetched)) => (Some(keys.clone()), fetched.elapsed() >= lifetime),
            None => (None, true),
        }
    }

    /// Whether a fetch has begun within that time.
    pub(super) fn attempted_within(&self, within: Duration) -> bool {
        let state = self.0.read().unwrap_or_else(PoisonError::into_inner);
        state.last_attempt.is_some_and(|tried| tried.elapsed() < within)
    }

    pub(super) fn mark_attempt(&self) {
        self.0.write().unwrap_or_else(PoisonError::into_inner).last_attempt = Some(Instant::now());
    }

    pub(super) fn set(&self, keys: KeySet) {
        self.0.write().unwrap_or_else(PoisonError::into_inner).keys = Some((Arc::new(keys), Instant::now()));
    }
}
