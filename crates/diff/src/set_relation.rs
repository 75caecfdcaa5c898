/// How the values that are possible after a change stand to those that were possible before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SetRelation {
    /// The same values.
    Equal,
    /// All of the old ones, and more.
    Superset,
    /// Only some of the old ones.
    Subset,
    /// Old ones are gone and new ones are there.
    Incomparable,
}

impl SetRelation {
    /// What it is where every old value is a new one, or not, and every new value an old one, or not.
    pub(super) fn new(old_are_new: bool, new_are_old: bool) -> SetRelation {
        match (old_are_new, new_are_old) {
            (true, true) => SetRelation::Equal,
            (true, false) => SetRelation::Superset,
            (false, true) => SetRelation::Subset,
            (false, false) => SetRelation::Incomparable,
        }
    }

    /// Whether every value of the old contract is one of the new.
    pub(super) fn includes_old(self) -> bool {
        matches!(self, SetRelation::Equal | SetRelation::Superset)
    }

    /// Whether every value of the new contract is one of the old.
    pub(super) fn included_in_old(self) -> bool {
        matches!(self, SetRelation::Equal | SetRelation::Subset)
    }

    /// What two changes at once come to.
    pub(super) fn combine(self, other: SetRelation) -> SetRelation {
        SetRelation::new(self.includes_old() && other.includes_old(), self.included_in_old() && other.included_in_old())
    }
}
