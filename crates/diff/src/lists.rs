//! Arrays: of any length, of one length, of one shape for each item, of bytes.

use super::{Change, Direction, SetRelation, comparison::Comparison};
use isotype_contract::{Scalar, Shape};

/// An array as JSON has it.
enum Items<'a> {
    Any(&'a Shape),
    Each(&'a [Shape]),
    Same(usize, &'a Shape),
}

impl Items<'_> {
    fn length(&self) -> Option<usize> {
        match self {
            Items::Any(_) => None,
            Items::Each(parts) => Some(parts.len()),
            Items::Same(length, _) => Some(*length),
        }
    }

    fn at(&self, index: usize) -> Option<&Shape> {
        match self {
            Items::Any(of) | Items::Same(_, of) => Some(of),
            Items::Each(parts) => parts.get(index),
        }
    }
}

const BYTE: Shape = Shape::Scalar(Scalar::U8);
const BYTES: Shape = Shape::Scalar(Scalar::ByteArray);

fn items(shape: &Shape) -> Option<Items<'_>> {
    match shape {
        Shape::List(of) => Some(Items::Any(of)),
        Shape::Array { length, item: of } => Some(Items::Same(*length, of)),
        Shape::Tuple(parts) => Some(Items::Each(parts)),
        bytes if *bytes == BYTES => Some(Items::Any(&BYTE)),
        _ => None,
    }
}

pub(super) fn are_lists(old: &Shape, new: &Shape) -> bool {
    items(old).is_some() && items(new).is_some()
}

pub(super) fn compare(walk: &mut Comparison<'_>, old: &Shape, new: &Shape) {
    if (*old == BYTES) != (*new == BYTES) {
        // What is a list of numbers to one is bytes to the other, whoever reads: only what is a byte is one.
        let strict = Comparison::new(walk.old, walk.new, Direction::Input, String::new());
        let numbers = |shape: &Shape| if *shape == BYTES { Shape::List(Box::new(BYTE)) } else { shape.clone() };
        let extent = strict.relation(&numbers(old), &numbers(new));
        return walk.add(
            Change::new("bytes", extent, "is bytes where it was a list, or the other way round")
                .breaks_compilation(true),
        );
    }
    let (Some(before), Some(after)) = (items(old), items(new)) else { return };
    match (before.length(), after.length()) {
        (Some(old), Some(new)) if old != new => {
            let words = format!("has {new} items and had {old}");
            return walk.add(Change::new("length", SetRelation::Incomparable, words).breaks_compilation(true));
        }
        (Some(old), None) => {
            walk.add(Change::new("length", SetRelation::Superset, format!("has any number of items and had {old}")));
        }
        (None, Some(new)) => {
            walk.add(Change::new("length", SetRelation::Subset, format!("has {new} items and had any number")));
        }
        _ => {}
    }
    let each = match (&before, &after) {
        (Items::Each(parts), _) | (_, Items::Each(parts)) => Some(parts.len()),
        _ => None,
    };
    for index in 0..each.unwrap_or(1) {
        let step = if each.is_some() { format!("[{index}]") } else { "[]".to_owned() };
        if let (Some(old), Some(new)) = (before.at(index), after.at(index)) {
            walk.descend(&step, |walk| walk.compare(old, new));
        }
    }
}
