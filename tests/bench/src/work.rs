//! The work itself, shared by both servers: what differs is only how a call gets to it.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use garde::Validate;
use isotype::prelude::*;
use serde::{Deserialize, Serialize};

/// Who is to be greeted.
#[derive(Deserialize, Type)]
pub(crate) struct Name {
    name: String,
}

/// What is said.
#[derive(Serialize, Type)]
pub(crate) struct Greeting {
    message: String,
}

/// One of the list.
#[derive(Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Entry {
    id: u64,
    title: String,
    tags: [String; 3],
    created_at: String,
    score: f64,
}

/// Five fields with rules.
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

/// The draft, echoed with an id.
#[derive(Serialize, Type)]
pub(crate) struct Created {
    id: u32,
    #[serde(flatten)]
    draft: Draft,
}

/// What both servers keep.
#[derive(Clone)]
pub(crate) struct Store {
    entries: Arc<[Entry]>,
    last: Arc<AtomicU64>,
}

impl Store {
    /// A hundred entries, about 16 kB of JSON.
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

    /// A copy of every entry, as a handler that reads a database would own it.
    pub(crate) fn list(&self) -> Vec<Entry> {
        self.entries.to_vec()
    }

    /// Numbers a draft.
    pub(crate) fn create(&self, draft: Draft) -> Created {
        let id = self.last.fetch_add(1, Ordering::Relaxed) % u64::from(u32::MAX);
        Created { id: u32::try_from(id).unwrap_or(u32::MAX), draft }
    }
}

/// Greets somebody.
pub(crate) fn greet(Name { name }: Name) -> Greeting {
    Greeting { message: format!("Hello, {name}!") }
}
