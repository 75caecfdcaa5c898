use std::fmt;

use super::{Compatibility, SemverBump};

/// One change between two contracts, and what it means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Where it is: `posts.create input.title`.
    pub path: String,
    /// The other places where a type that is used more than once brings the same change.
    pub other_paths: Vec<String>,
    /// The kind of the change: `field-required`.
    pub kind: &'static str,
    /// What changed, in words.
    pub message: String,
    /// Whom it breaks.
    pub compatibility: Compatibility,
    /// What it does to the version of the generated package.
    pub bump: SemverBump,
}

impl Finding {
    /// By what it is acknowledged: place and kind, `posts.create input.title field-required`.
    #[must_use]
    pub fn id(&self) -> String {
        format!("{} {}", self.path, self.kind)
    }

    /// Whether it is acknowledged by that id: of this place, or of another one that the same type brings the change to.
    #[must_use]
    pub fn matches_id(&self, id: &str) -> bool {
        let place = id.strip_suffix(self.kind).and_then(|place| place.strip_suffix(' '));
        place.is_some_and(|place| place == self.path || self.other_paths.iter().any(|also| also == place))
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {} ({}, {})", self.path, self.message, self.compatibility, self.bump)
    }
}
