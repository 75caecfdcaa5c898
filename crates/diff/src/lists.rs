//! Arrays: lists, arrays of fixed length, tuples and bytes.

use super::{Change, Direction, SetRelation, comparison::Comparison};
use isotype_contract::{Scalar, Shape};

/// Items of an array.
enum Items<'a> {
    List(&'a Shape),
    Tuple(&'a [Shape]),
    Array(usize, &'a Shape),
}

impl Items<'_> {
    fn length(&self) -> Option<usize> {
        match self {
            Items::List(_) => None,
            Items::Tuple(parts) => Some(parts.len()),
            Items::Array(length, _) => Some(*length),
        }
    }

    fn get(&self, index: usize) -> Option<&Shape> {
        match self {
            Items::List(item) | Items::Array(_, item) => Some(item),
            Items::Tuple(parts) => parts.get(index),
        }
    }
}

const BYTE: Shape = Shape::Scalar(Scalar::U8);
const BYTES: Shape = Shape::Scalar(Scalar::ByteArray);

fn items(shape: &Shape) -> Option<Items<'_>> {
    match shape {
        Shape::List(item) => Some(Items::List(item)),
        Shape::Array { length, item } => Some(Items::Array(*length, item)),
        Shape::Tuple(parts) => Some(Items::Tuple(parts)),
        bytes if *bytes == BYTES => Some(Items::List(&BYTE)),
        _ => None,
    }
}

pub(super) fn are_lists(old: &Shape, new: &Shape) -> bool {
    items(old).is_some() && items(new).is_some()
}

pub(super) fn compare(comparison: &mut Comparison<'_>, old: &Shape, new: &Shape) {
    if (*old == BYTES) != (*new == BYTES) {
        // Clients and servers alike reject a value that is not a byte, so integers are compared by their range.
        let strict = Comparison::new(comparison.old, comparison.new, Direction::Input, String::new());
        let numbers = |shape: &Shape| if *shape == BYTES { Shape::List(Box::new(BYTE)) } else { shape.clone() };
        let relation = strict.relation(&numbers(old), &numbers(new));
        return comparison
            .add(Change::new("bytes-changed", relation, "changed between bytes and a list").breaks_compilation(true));
    }
    let (Some(before), Some(after)) = (items(old), items(new)) else { return };
    match (before.length(), after.length()) {
        (Some(old), Some(new)) if old != new => {
            let message = format!("length changed from {old} to {new}");
            return comparison
                .add(Change::new("length-changed", SetRelation::Incomparable, message).breaks_compilation(true));
        }
        (Some(old), None) => {
            comparison.add(Change::new(
                "length-changed",
                SetRelation::Superset,
                format!("length changed from {old} to any"),
            ));
        }
        (None, Some(new)) => {
            comparison.add(Change::new(
                "length-changed",
                SetRelation::Subset,
                format!("length changed from any to {new}"),
            ));
        }
        _ => {}
    }
    let tuple_len = match (&before, &after) {
        (Items::Tuple(parts), _) | (_, Items::Tuple(parts)) => Some(parts.len()),
        _ => None,
    };
    for index in 0..tuple_len.unwrap_or(1) {
        let step = if tuple_len.is_some() { format!("[{index}]") } else { "[]".to_owned() };
        if let (Some(old), Some(new)) = (before.get(index), after.get(index)) {
            comparison.descend(&step, |comparison| comparison.compare(old, new));
        }
    }
}
