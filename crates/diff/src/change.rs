use super::{Direction, Extent, Finding, Step};

/// A change where it is found, before it is judged by direction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Change {
    pub(super) code: &'static str,
    pub(super) words: String,
    pub(super) extent: Extent,
    /// The least that it does to the version of the generated package.
    step: Step,
}

impl Change {
    /// A change of what is possible.
    pub(super) fn new(code: &'static str, extent: Extent, words: impl Into<String>) -> Change {
        Change { code, words: words.into(), extent, step: Step::Minor }
    }

    /// A change that only people see.
    pub(super) fn told(code: &'static str, words: impl Into<String>) -> Change {
        Change { step: Step::Patch, ..Change::new(code, Extent::Same, words) }
    }

    /// The same, where calls that compiled against the old package do not compile against the new one.
    pub(super) fn recompile(self, breaks: bool) -> Change {
        Change { step: if breaks { Step::Major } else { self.step }, ..self }
    }

    pub(super) fn judge(self, direction: Direction, path: String) -> Finding {
        let verdict = direction.verdict(self.extent);
        let step = if verdict == super::Verdict::Clients { Step::Major } else { self.step };
        Finding { path, also: Vec::new(), code: self.code, words: self.words, verdict, step }
    }
}
