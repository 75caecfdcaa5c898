use super::{Direction, Finding, SemverBump, SetRelation};

/// A change where it is found, before it is judged by direction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Change {
    pub(super) kind: &'static str,
    pub(super) message: String,
    pub(super) relation: SetRelation,
    /// The least that it does to the version of the generated package.
    bump: SemverBump,
}

impl Change {
    /// A change of what is possible.
    pub(super) fn new(code: &'static str, extent: SetRelation, words: impl Into<String>) -> Change {
        Change { kind: code, message: words.into(), relation: extent, bump: SemverBump::Minor }
    }

    /// A change that only people see.
    pub(super) fn informational(code: &'static str, words: impl Into<String>) -> Change {
        Change { bump: SemverBump::Patch, ..Change::new(code, SetRelation::Equal, words) }
    }

    /// The same, where calls that compiled against the old package do not compile against the new one.
    pub(super) fn breaks_compilation(self, breaks: bool) -> Change {
        Change { bump: if breaks { SemverBump::Major } else { self.bump }, ..self }
    }

    pub(super) fn into_finding(self, direction: Direction, path: String) -> Finding {
        let verdict = direction.compatibility(self.relation);
        let step = if verdict == super::Compatibility::BreaksClients { SemverBump::Major } else { self.bump };
        Finding {
            path,
            other_paths: Vec::new(),
            kind: self.kind,
            message: self.message,
            compatibility: verdict,
            bump: step,
        }
    }
}
