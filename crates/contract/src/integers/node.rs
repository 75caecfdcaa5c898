use std::collections::BTreeMap;

/// Index of [`IntegerNode::None`].
pub(crate) const NO_INTEGERS: usize = 0;

/// Locations of the wide integers in a JSON value.
///
/// Nodes refer to each other by their index in [`IntegerLocations`](super::IntegerLocations).
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub enum IntegerNode {
    /// Value without wide integers.
    #[default]
    None,
    /// Wide integer.
    Integer,
    /// Array whose items all have the given node.
    Items(usize),
    /// Array with one node per position.
    Tuple(Vec<usize>),
    /// Object with the given members.
    Object(ObjectMembers),
    /// Tagged object. The value of the tag selects the node.
    Tagged {
        /// Name of the tag.
        tag: String,
        /// Nodes by value of the tag.
        variants: BTreeMap<String, usize>,
        /// Node for any other value of the tag.
        fallback: usize,
    },
    /// Untagged value. Its JSON kind selects the node.
    Untagged {
        /// If `true`, a number or a string of digits is a wide integer.
        integer: bool,
        /// Node for an array.
        array: usize,
        /// Node for an object.
        object: usize,
    },
    /// Deferred field whose value has the given node.
    Deferred(usize),
}

/// Members of an object that may contain wide integers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct ObjectMembers {
    /// Nodes by member name.
    pub named: BTreeMap<String, usize>,
    /// Node for additional members; `None` if the object has none.
    pub additional: Option<usize>,
}

impl ObjectMembers {
    /// Returns the index of a member's node, if the object has the member.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<usize> {
        self.named.get(name).copied().or(self.additional)
    }

    /// Returns the node for these members, leaving out members without wide integers.
    pub(super) fn into_node(mut self) -> IntegerNode {
        let additional = self.additional.filter(|index| *index != NO_INTEGERS);
        self.named.retain(|_, index| additional.is_some() || *index != NO_INTEGERS);
        if self.named.is_empty() && additional.is_none() {
            IntegerNode::None
        } else {
            IntegerNode::Object(ObjectMembers { additional, ..self })
        }
    }
}
