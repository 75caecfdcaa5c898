//! Where changes are: one that a type brings to several places is told once.

use std::collections::HashMap;

use super::{Change, Direction, Finding};

#[derive(Default)]
pub(super) struct FindingCollector {
    findings: Vec<Finding>,
    /// The finding of a change inside a named type.
    known: HashMap<(Direction, String, &'static str, String), usize>,
}

impl FindingCollector {
    /// Adds a change at `path`; `inside` is the same place as seen from the named type that it is in.
    pub(super) fn add(&mut self, direction: Direction, path: String, inside: Option<String>, change: Change) {
        if let Some(inside) = inside {
            let key = (direction, inside, change.kind, change.message.clone());
            if let Some(finding) = self.known.get(&key).and_then(|at| self.findings.get_mut(*at)) {
                return finding.other_paths.push(path);
            }
            self.known.insert(key, self.findings.len());
        }
        self.findings.push(change.into_finding(direction, path));
    }

    pub(super) fn into_findings(mut self) -> Vec<Finding> {
        self.findings.sort_by(|a, b| (&a.path, a.kind).cmp(&(&b.path, b.kind)));
        self.findings.dedup_by(|a, b| a.path == b.path && a.kind == b.kind && a.message == b.message);
        self.findings
    }
}
