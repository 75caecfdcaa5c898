//! Workload shared by both servers, which differ only in routing, decoding and encoding.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use garde::Validate;
use isotype::prelude::*;
use serde::{Deserialize, Serialize};

/// Input of `greet`.
#[derive(Deserialize, Type)]
pub(crate) struct Name {
    name: String,
}

/// Output of `greet`.
#[derive(Serialize, Type)]
pub(crate) struct Greeting {
    message: String,
}

/// Entry of the list.
#[derive(Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Entry {
    id: u64,
    title: String,
    tags: [String; 3],
    created_at: String,
    score: f64,
}

/// Input of `create`: five fields with constraints.
#[derive(Deserialize, Serialize, Type, Validate, Constraints)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Draft {
    #[garde(length(min = 1, max = 120))]
    title: String,
    #[garde(length(max = 10_000))]
    body: String,
    #[garde(email)]
    author: String,
    #[garde(length(max = 8), inner(length(min = 1, max = 32)))]
    tags: Vec<String>,
    #[garde(range(min = 0, max = 100))]
    score: u32,
}

/// Output of `create`: the draft with its id.
#[derive(Serialize, Type)]
pub(crate) struct Created {
    id: u32,
    #[serde(flatten)]
    draft: Draft,
}

/// State of both servers.
#[derive(Clone)]
pub(crate) struct Store {
    entries: Arc<[Entry]>,
    last: Arc<AtomicU64>,
}

impl Store {
    /// Creates a store of a hundred entries, about 16 kB of JSON.
    pub(crate) fn new() -> Store {
        let entry = |id: u32| Entry {
            id: u64::from(id),
            title: format!("Notice number {id}: what we found on the way"),
            tags: ["announcements".to_owned(), format!("week-{}", id % 52), "engineering".to_owned()],
            created_at: "2026-11-24T05:12:00.000Z".to_owned(),
            score: f64::from(id) * 1.25,
        };
        Store { entries: (1..=100).map(entry).collect(), last: Arc::default() }
    }

    /// Returns a copy of every entry, like a handler that reads a database.
    pub(crate) fn list(&self) -> Vec<Entry> {
        self.entries.to_vec()
    }

    /// Assigns an id to a draft.
    pub(crate) fn create(&self, draft: Draft) -> Created {
        let id = self.last.fetch_add(1, Ordering::Relaxed) % u64::from(u32::MAX);
        Created { id: u32::try_from(id).unwrap_or(u32::MAX), draft }
    }
}

/// Returns a greeting for a name.
pub(crate) fn greet(Name { name }: Name) -> Greeting {
    Greeting { message: format!("Hello, {name}!") }
}
