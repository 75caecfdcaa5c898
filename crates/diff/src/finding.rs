use std::fmt;

use super::{Step, Verdict};

/// One change between two contracts, and what it means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Where it is: `posts.create input.title`.
    pub path: String,
    /// The other places where a type that is used more than once brings the same change.
    pub also: Vec<String>,
    /// The kind of the change: `field-required`.
    pub code: &'static str,
    /// What changed, in words.
    pub words: String,
    /// Whom it breaks.
    pub verdict: Verdict,
    /// What it does to the version of the generated package.
    pub step: Step,
}

impl Finding {
    /// By what it is acknowledged: place and kind, `posts.create input.title field-required`.
    #[must_use]
    pub fn id(&self) -> String {
        format!("{} {}", self.path, self.code)
    }

    /// Whether it is acknowledged by that id: of this place, or of another one that the same type brings the change to.
    #[must_use]
    pub fn has_id(&self, id: &str) -> bool {
        let place = id.strip_suffix(self.code).and_then(|place| place.strip_suffix(' '));
        place.is_some_and(|place| place == self.path || self.also.iter().any(|also| also == place))
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {} ({}, {})", self.path, self.words, self.verdict, self.step)
    }
}
