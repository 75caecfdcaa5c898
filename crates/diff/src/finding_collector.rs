//! Collection of findings. A change in a shared type is reported only once.

use std::collections::HashMap;

use super::{Change, Direction, Finding};

/// Findings collected so far.
#[derive(Default)]
pub(super) struct FindingCollector {
    findings: Vec<Finding>,
    /// Index of the finding for each change within a named type.
    by_type_path: HashMap<(Direction, String, &'static str, String), usize>,
}

impl FindingCollector {
    /// Adds a change at `path`. `type_path` is the path from the enclosing named type.
    pub(super) fn add(&mut self, direction: Direction, path: String, type_path: Option<String>, change: Change) {
        if let Some(type_path) = type_path {
            let key = (direction, type_path, change.kind, change.message.clone());
            if let Some(finding) = self.by_type_path.get(&key).and_then(|index| self.findings.get_mut(*index)) {
                return finding.other_paths.push(path);
            }
            self.by_type_path.insert(key, self.findings.len());
        }
        self.findings.push(change.into_finding(direction, path));
    }

    pub(super) fn into_findings(mut self) -> Vec<Finding> {
        self.findings.sort_by(|a, b| (&a.path, a.kind).cmp(&(&b.path, b.kind)));
        self.findings.dedup_by(|a, b| a.path == b.path && a.kind == b.kind && a.message == b.message);
        self.findings
    }
}
