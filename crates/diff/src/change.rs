use super::{Direction, Finding, SemverBump, SetRelation};

/// Change whose compatibility has not been determined yet, because it depends on the direction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Change {
    pub(super) kind: &'static str,
    pub(super) message: String,
    pub(super) relation: SetRelation,
    /// Minimum version bump of the generated package.
    bump: SemverBump,
}

impl Change {
    /// Creates a change to the set of possible values.
    pub(super) fn new(kind: &'static str, relation: SetRelation, message: impl Into<String>) -> Change {
        Change { kind, message: message.into(), relation, bump: SemverBump::Minor }
    }

    /// Creates a change that affects neither calls nor types.
    pub(super) fn informational(kind: &'static str, message: impl Into<String>) -> Change {
        Change { bump: SemverBump::Patch, ..Change::new(kind, SetRelation::Equal, message) }
    }

    /// Marks the change as a compile error for callers if `breaks` is `true`.
    pub(super) fn breaks_compilation(self, breaks: bool) -> Change {
        Change { bump: if breaks { SemverBump::Major } else { self.bump }, ..self }
    }

    pub(super) fn into_finding(self, direction: Direction, path: String) -> Finding {
        let compatibility = direction.compatibility(self.relation);
        let bump = if compatibility == super::Compatibility::BreaksClients { SemverBump::Major } else { self.bump };
        Finding { path, other_paths: Vec::new(), kind: self.kind, message: self.message, compatibility, bump }
    }
}
