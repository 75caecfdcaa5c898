//! Where an untagged enum has wide integers.

use super::{
    locator::IntegerLocator,
    merge::merge_members,
    node::{IntegerNode, NO_INTEGERS},
};
use crate::{Contract, JsonKinds, Shape, Tagging, Union};

/// As deep do untagged enums stand in each other.
const MAX_DEPTH: usize = 8;

impl IntegerLocator<'_> {
    /// What is told by its kind alone: variants of one kind must have them in the same places.
    pub(super) fn untagged(&mut self, union: &Union) -> IntegerNode {
        let (mut integer, mut is_beside, mut arrays, mut objects) = (false, false, Vec::new(), Vec::new());
        for shape in alternatives(self.contract, union, MAX_DEPTH) {
            let (number, kinds) = (self.node_index(&shape), self.contract.json_kinds(&shape));
            let is_integer = self.node(number) == IntegerNode::Integer;
            integer |= is_integer;
            is_beside |= !is_integer && kinds.overlaps(JsonKinds::NUMBER.union(JsonKinds::STRING));
            arrays.extend((kinds.overlaps(JsonKinds::ARRAY)).then_some(number));
            objects.extend((kinds.overlaps(JsonKinds::OBJECT)).then(|| (number, self.members(&shape))));
        }
        if integer && is_beside {
            return self.reject("nothing tells it from the number or the string that may stand in its place");
        }
        let array = only(arrays.iter().copied());
        let object = only(objects.iter().map(|(number, _)| *number)).or_else(|| {
            let members = objects.into_iter().map(|(_, members)| members).collect::<Option<Vec<_>>>()?;
            merge_members(members).map(|members| self.intern(members.into_node()))
        });
        match array.zip(object) {
            Some((NO_INTEGERS, NO_INTEGERS)) if !integer => IntegerNode::None,
            Some((array, object)) => IntegerNode::Untagged { integer, array, object },
            None => self.reject("variants that are alike in JSON have it in other places"),
        }
    }
}

/// The variants, with those of variants that are told by nothing either.
fn alternatives(contract: &Contract, union: &Union, depth: usize) -> Vec<Shape> {
    let each =
        union.variants.iter().flat_map(|variant| match (contract.normalize(&variant.shape), depth.checked_sub(1)) {
            (Shape::Nullable(of), Some(deeper)) => match contract.normalize(&of) {
                Shape::Union(inner) if inner.tagging == Tagging::Untagged => alternatives(contract, &inner, deeper),
                _ => vec![*of],
            },
            (Shape::Union(inner), Some(deeper)) if inner.tagging == Tagging::Untagged => {
                alternatives(contract, &inner, deeper)
            }
            _ => vec![variant.shape.clone()],
        });
    each.collect()
}

/// The one number that all of them are; nowhere where there are none.
fn only(mut numbers: impl Iterator<Item = usize>) -> Option<usize> {
    let first = numbers.next().unwrap_or(NO_INTEGERS);
    numbers.all(|number| number == first).then_some(first)
}
