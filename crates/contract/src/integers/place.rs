use std::collections::BTreeMap;

/// The number of the place that is nowhere.
pub(crate) const NOWHERE: usize = 0;

/// Whether a JSON value is a wide integer, or where in it there are some. Numbers are those of further places in
/// [`Places`](super::Places).
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub enum Place {
    /// There is none.
    #[default]
    Nowhere,
    /// It is one.
    Integer,
    /// In the items of an array.
    Items(usize),
    /// In some items of an array.
    Tuple(Vec<usize>),
    /// In members of an object.
    Members(Members),
    /// In members of an object that says by one of them which it is.
    Tagged {
        /// The name of that member.
        tag: String,
        /// What each value of it says.
        variants: BTreeMap<String, usize>,
        /// What every other value says.
        other: usize,
    },
    /// It may be any of these, told by its kind.
    Either {
        /// Whether a number, or a string of digits, is one.
        integer: bool,
        /// Where they are in an array.
        array: usize,
        /// Where they are in an object.
        object: usize,
    },
    /// In what comes later in its place.
    Later(usize),
}

/// The members of an object in which there may be wide integers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Members {
    /// Those that have names.
    pub named: BTreeMap<String, usize>,
    /// Every other; `None` where there is no other.
    pub rest: Option<usize>,
}

impl Members {
    /// The number of a member's place, if there is such a member.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<usize> {
        self.named.get(name).copied().or(self.rest)
    }

    /// The place, without members that nobody has to look for.
    pub(super) fn place(mut self) -> Place {
        let rest = self.rest.filter(|rest| *rest != NOWHERE);
        self.named.retain(|_, number| rest.is_some() || *number != NOWHERE);
        if self.named.is_empty() && rest.is_none() { Place::Nowhere } else { Place::Members(Members { rest, ..self }) }
    }
}
