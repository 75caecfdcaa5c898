use std::collections::BTreeMap;

/// The number of the place that is nowhere.
pub(crate) const NO_INTEGERS: usize = 0;

/// Whether a JSON value is a wide integer, or where in it there are some. Numbers are those of further places in
/// [`Places`](super::Places).
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub enum IntegerNode {
    /// There is none.
    #[default]
    None,
    /// It is one.
    Integer,
    /// In the items of an array.
    Items(usize),
    /// In some items of an array.
    Tuple(Vec<usize>),
    /// In members of an object.
    Object(ObjectMembers),
    /// In members of an object that says by one of them which it is.
    Tagged {
        /// The name of that member.
        tag: String,
        /// What each value of it says.
        variants: BTreeMap<String, usize>,
        /// What every other value says.
        fallback: usize,
    },
    /// It may be any of these, told by its kind.
    Untagged {
        /// Whether a number, or a string of digits, is one.
        integer: bool,
        /// Where they are in an array.
        array: usize,
        /// Where they are in an object.
        object: usize,
    },
    /// In what comes later in its place.
    Deferred(usize),
}

/// The members of an object in which there may be wide integers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct ObjectMembers {
    /// Those that have names.
    pub named: BTreeMap<String, usize>,
    /// Every other; `None` where there is no other.
    pub additional: Option<usize>,
}

impl ObjectMembers {
    /// The number of a member's place, if there is such a member.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<usize> {
        self.named.get(name).copied().or(self.additional)
    }

    /// The place, without members that nobody has to look for.
    pub(super) fn into_node(mut self) -> IntegerNode {
        let rest = self.additional.filter(|rest| *rest != NO_INTEGERS);
        self.named.retain(|_, number| rest.is_some() || *number != NO_INTEGERS);
        if self.named.is_empty() && rest.is_none() {
            IntegerNode::None
        } else {
            IntegerNode::Object(ObjectMembers { additional: rest, ..self })
        }
    }
}
