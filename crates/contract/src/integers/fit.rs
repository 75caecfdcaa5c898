//! Where an untagged enum has wide integers.

use super::{
    finder::Finder,
    merged::merged,
    place::{NOWHERE, Place},
};
use crate::{Contract, JsonKinds, Shape, Told, Union};

/// As deep do untagged enums stand in each other.
const DEEPEST: usize = 8;

impl Finder<'_> {
    /// What is told by its kind alone: variants of one kind must have them in the same places.
    pub(super) fn fit(&mut self, union: &Union) -> Place {
        let (mut integer, mut is_beside, mut arrays, mut objects) = (false, false, Vec::new(), Vec::new());
        for shape in alternatives(self.contract, union, DEEPEST) {
            let (number, kinds) = (self.number(&shape), self.contract.json_kinds(&shape));
            let is_integer = self.kept(number) == Place::Integer;
            integer |= is_integer;
            is_beside |= !is_integer && kinds.overlaps(JsonKinds::NUMBER.union(JsonKinds::STRING));
            arrays.extend((kinds.overlaps(JsonKinds::ARRAY)).then_some(number));
            objects.extend((kinds.overlaps(JsonKinds::OBJECT)).then(|| (number, self.members(&shape))));
        }
        if integer && is_beside {
            return self.refuse("nothing tells it from the number or the string that may stand in its place");
        }
        let array = only(arrays.iter().copied());
        let object = only(objects.iter().map(|(number, _)| *number)).or_else(|| {
            let members = objects.into_iter().map(|(_, members)| members).collect::<Option<Vec<_>>>()?;
            merged(members).map(|members| self.keep(members.place()))
        });
        match array.zip(object) {
            Some((NOWHERE, NOWHERE)) if !integer => Place::Nowhere,
            Some((array, object)) => Place::Either { integer, array, object },
            None => self.refuse("variants that are alike in JSON have it in other places"),
        }
    }
}

/// The variants, with those of variants that are told by nothing either.
fn alternatives(contract: &Contract, union: &Union, depth: usize) -> Vec<Shape> {
    let each =
        union.variants.iter().flat_map(|variant| match (contract.normalize(&variant.shape), depth.checked_sub(1)) {
            (Shape::Nullable(of), Some(deeper)) => match contract.normalize(&of) {
                Shape::Union(inner) if inner.told == Told::Fit => alternatives(contract, &inner, deeper),
                _ => vec![*of],
            },
            (Shape::Union(inner), Some(deeper)) if inner.told == Told::Fit => alternatives(contract, &inner, deeper),
            _ => vec![variant.shape.clone()],
        });
    each.collect()
}

/// The one number that all of them are; nowhere where there are none.
fn only(mut numbers: impl Iterator<Item = usize>) -> Option<usize> {
    let first = numbers.next().unwrap_or(NOWHERE);
    numbers.all(|number| number == first).then_some(first)
}
