use std::fmt;

use super::{Compatibility, SemverBump};

/// Change between two contracts, and its effect.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Finding {
    /// Path of the change, for example `posts.create input.title`.
    pub path: String,
    /// Other paths at which the same change occurs, if it is in a type that is used more than once.
    pub other_paths: Vec<String>,
    /// Kind of the change, for example `field-required`.
    pub kind: &'static str,
    /// Description of the change.
    pub message: String,
    /// Effect on clients and servers.
    pub compatibility: Compatibility,
    /// Version bump of the generated package.
    pub bump: SemverBump,
}

impl Finding {
    /// Returns the id used to acknowledge the change: its path and kind, for example `posts.create input.title
    /// field-required`.
    #[must_use]
    pub fn id(&self) -> String {
        format!("{} {}", self.path, self.kind)
    }

    /// Returns `true` if `id` identifies this change at any of its paths.
    #[must_use]
    pub fn matches_id(&self, id: &str) -> bool {
        let path = id.strip_suffix(self.kind).and_then(|path| path.strip_suffix(' '));
        path.is_some_and(|path| path == self.path || self.other_paths.iter().any(|other| other == path))
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {} ({}, {})", self.path, self.message, self.compatibility, self.bump)
    }
}
