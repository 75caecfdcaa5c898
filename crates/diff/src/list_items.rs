//! Shapes that are arrays in JSON: lists, fixed-length arrays, tuples and bytes.

use isotype_contract::{Scalar, Shape};

/// Items of an array.
pub(super) enum Items<'a> {
    List(&'a Shape),
    Tuple(&'a [Shape]),
    Array(usize, &'a Shape),
}

impl Items<'_> {
    /// Returns the number of items, if it is fixed.
    pub(super) fn length(&self) -> Option<usize> {
        match self {
            Items::List(_) => None,
            Items::Tuple(parts) => Some(parts.len()),
            Items::Array(length, _) => Some(*length),
        }
    }

    /// Returns the shape of the item at `index`.
    pub(super) fn get(&self, index: usize) -> Option<&Shape> {
        match self {
            Items::List(item) | Items::Array(_, item) => Some(item),
            Items::Tuple(parts) => parts.get(index),
        }
    }
}

pub(super) const BYTE: Shape = Shape::Scalar(Scalar::U8);
pub(super) const BYTES: Shape = Shape::Scalar(Scalar::ByteArray);

/// Returns the items of a shape, if it is an array.
pub(super) fn items(shape: &Shape) -> Option<Items<'_>> {
    match shape {
        Shape::List(item) => Some(Items::List(item)),
        Shape::Array { length, item } => Some(Items::Array(*length, item)),
        Shape::Tuple(parts) => Some(Items::Tuple(parts)),
        bytes if *bytes == BYTES => Some(Items::List(&BYTE)),
        _ => None,
    }
}

/// Returns `true` if both shapes are arrays.
pub(super) fn are_lists(old: &Shape, new: &Shape) -> bool {
    items(old).is_some() && items(new).is_some()
}
