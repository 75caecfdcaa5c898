/// Relation between the set of values allowed after a change and the set allowed before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SetRelation {
    /// Same values.
    Equal,
    /// All old values and more.
    Superset,
    /// Only some of the old values.
    Subset,
    /// Some old values are removed and some new ones are added.
    Incomparable,
}

impl SetRelation {
    /// Creates a relation. `includes_old` is `true` if every old value is also a new one, and `included_in_old` if
    /// every new value is also an old one.
    pub(super) fn new(includes_old: bool, included_in_old: bool) -> SetRelation {
        match (includes_old, included_in_old) {
            (true, true) => SetRelation::Equal,
            (true, false) => SetRelation::Superset,
            (false, true) => SetRelation::Subset,
            (false, false) => SetRelation::Incomparable,
        }
    }

    /// Returns `true` if every old value is also a new value.
    pub(super) fn includes_old(self) -> bool {
        matches!(self, SetRelation::Equal | SetRelation::Superset)
    }

    /// Returns `true` if every new value is also an old value.
    pub(super) fn included_in_old(self) -> bool {
        matches!(self, SetRelation::Equal | SetRelation::Subset)
    }

    /// Returns the combined relation of two changes.
    pub(super) fn combine(self, other: SetRelation) -> SetRelation {
        SetRelation::new(self.includes_old() && other.includes_old(), self.included_in_old() && other.included_in_old())
    }
}
