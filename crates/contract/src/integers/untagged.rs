//! Wide integers in untagged enums.

use super::{
    locator::IntegerLocator,
    merge::merge_members,
    node::{IntegerNode, NO_INTEGERS},
};
use crate::{Contract, JsonKinds, Shape, Tagging, Union};

/// Maximum depth of nested untagged enums.
const MAX_DEPTH: usize = 8;

impl IntegerLocator<'_> {
    /// Builds the node for an untagged enum. Variants of the same JSON kind must have the same node.
    pub(super) fn untagged(&mut self, union: &Union) -> IntegerNode {
        let (mut integer, mut is_ambiguous, mut arrays, mut objects) = (false, false, Vec::new(), Vec::new());
        for shape in alternatives(self.contract, union, MAX_DEPTH) {
            let (index, kinds) = (self.node_index(&shape), self.contract.json_kinds(&shape));
            let is_integer = self.node(index) == IntegerNode::Integer;
            integer |= is_integer;
            is_ambiguous |= !is_integer && kinds.overlaps(JsonKinds::NUMBER.union(JsonKinds::STRING));
            arrays.extend(kinds.overlaps(JsonKinds::ARRAY).then_some(index));
            objects.extend(kinds.overlaps(JsonKinds::OBJECT).then(|| (index, self.members(&shape))));
        }
        if integer && is_ambiguous {
            return self.reject(
                "an integer variant cannot be distinguished from another variant that is a number or a string",
            );
        }
        let array = common_index(arrays.iter().copied());
        let object = common_index(objects.iter().map(|(index, _)| *index)).or_else(|| {
            let members = objects.into_iter().map(|(_, members)| members).collect::<Option<Vec<_>>>()?;
            merge_members(members).map(|members| self.intern(members.into_node()))
        });
        match array.zip(object) {
            Some((NO_INTEGERS, NO_INTEGERS)) if !integer => IntegerNode::None,
            Some((array, object)) => IntegerNode::Untagged { integer, array, object },
            None => self.reject("variants of the same JSON kind have integers in different locations"),
        }
    }
}

/// Returns the variants, with nested untagged enums expanded.
fn alternatives(contract: &Contract, union: &Union, depth: usize) -> Vec<Shape> {
    let shapes =
        union.variants.iter().flat_map(|variant| match (contract.normalize(&variant.shape), depth.checked_sub(1)) {
            (Shape::Nullable(some), Some(deeper)) => match contract.normalize(&some) {
                Shape::Union(inner) if inner.tagging == Tagging::Untagged => alternatives(contract, &inner, deeper),
                _ => vec![*some],
            },
            (Shape::Union(inner), Some(deeper)) if inner.tagging == Tagging::Untagged => {
                alternatives(contract, &inner, deeper)
            }
            _ => vec![variant.shape.clone()],
        });
    shapes.collect()
}

/// Returns the index that all items share, or [`NO_INTEGERS`] if there are no items.
fn common_index(mut indices: impl Iterator<Item = usize>) -> Option<usize> {
    let first = indices.next().unwrap_or(NO_INTEGERS);
    indices.all(|index| index == first).then_some(first)
}
