/// How the values that are possible after a change stand to those that were possible before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Extent {
    /// The same values.
    Same,
    /// All of the old ones, and more.
    Wider,
    /// Only some of the old ones.
    Narrower,
    /// Old ones are gone and new ones are there.
    Other,
}

impl Extent {
    /// What it is where every old value is a new one, or not, and every new value an old one, or not.
    pub(super) fn of(old_are_new: bool, new_are_old: bool) -> Extent {
        match (old_are_new, new_are_old) {
            (true, true) => Extent::Same,
            (true, false) => Extent::Wider,
            (false, true) => Extent::Narrower,
            (false, false) => Extent::Other,
        }
    }

    /// Whether every value of the old contract is one of the new.
    pub(super) fn old_are_new(self) -> bool {
        matches!(self, Extent::Same | Extent::Wider)
    }

    /// Whether every value of the new contract is one of the old.
    pub(super) fn new_are_old(self) -> bool {
        matches!(self, Extent::Same | Extent::Narrower)
    }

    /// What two changes at once come to.
    pub(super) fn and(self, other: Extent) -> Extent {
        Extent::of(self.old_are_new() && other.old_are_new(), self.new_are_old() && other.new_are_old())
    }
}
