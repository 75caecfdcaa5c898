//! Cache of fetched keys.

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
    /// Returns the most recently fetched keys, if any, and `true` if they are missing or older than `ttl`.
    pub(super) fn get(&self, ttl: Duration) -> (Option<Arc<KeySet>>, bool) {
        match &self.0.read().unwrap_or_else(PoisonError::into_inner).keys {
            Some((keys, fetched_at)) => (Some(keys.clone()), fetched_at.elapsed() >= ttl),
            None => (None, true),
        }
    }

    /// Returns `true` if a fetch was started within the last `period`.
    pub(super) fn attempted_within(&self, period: Duration) -> bool {
        let state = self.0.read().unwrap_or_else(PoisonError::into_inner);
        state.last_attempt.is_some_and(|attempt| attempt.elapsed() < period)
    }

    pub(super) fn mark_attempt(&self) {
        self.0.write().unwrap_or_else(PoisonError::into_inner).last_attempt = Some(Instant::now());
    }

    pub(super) fn set(&self, keys: KeySet) {
        self.0.write().unwrap_or_else(PoisonError::into_inner).keys = Some((Arc::new(keys), Instant::now()));
    }
}
