//! Where changes are: one that a type brings to several places is told once.

use std::collections::HashMap;

use super::{Change, Direction, Finding};

#[derive(Default)]
pub(super) struct Places {
    findings: Vec<Finding>,
    /// The finding of a change inside a named type.
    known: HashMap<(Direction, String, &'static str, String), usize>,
}

impl Places {
    /// Adds a change at `path`; `inside` is the same place as seen from the named type that it is in.
    pub(super) fn add(&mut self, direction: Direction, path: String, inside: Option<String>, change: Change) {
        if let Some(inside) = inside {
            let key = (direction, inside, change.code, change.words.clone());
            if let Some(finding) = self.known.get(&key).and_then(|at| self.findings.get_mut(*at)) {
                return finding.also.push(path);
            }
            self.known.insert(key, self.findings.len());
        }
        self.findings.push(change.judge(direction, path));
    }

    pub(super) fn findings(mut self) -> Vec<Finding> {
        self.findings.sort_by(|a, b| (&a.path, a.code).cmp(&(&b.path, b.code)));
        self.findings.dedup_by(|a, b| a.path == b.path && a.code == b.code && a.words == b.words);
        self.findings
    }
}
