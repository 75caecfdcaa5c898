//! Comparison of arrays.

use super::{
    Change, Direction, SetRelation,
    comparison::Comparison,
    list_items::{BYTE, BYTES, Items, items},
};
use isotype_contract::Shape;

impl Comparison<'_> {
    /// Compares two arrays.
    pub(super) fn compare_lists(&mut self, old: &Shape, new: &Shape) {
        if (*old == BYTES) != (*new == BYTES) {
            // Both clients and servers reject values that are not bytes, so integers are compared by range.
            let strict = Comparison::new(self.old, self.new, Direction::Input, String::new());
            let numbers = |shape: &Shape| if *shape == BYTES { Shape::List(Box::new(BYTE)) } else { shape.clone() };
            let relation = strict.relation(&numbers(old), &numbers(new));
            return self.add(
                Change::new("bytes-changed", relation, "changed between bytes and a list").breaks_compilation(true),
            );
        }
        let (Some(before), Some(after)) = (items(old), items(new)) else { return };
        match (before.length(), after.length()) {
            (Some(old), Some(new)) if old != new => {
                let message = format!("length changed from {old} to {new}");
                return self
                    .add(Change::new("length-changed", SetRelation::Incomparable, message).breaks_compilation(true));
            }
            (Some(old), None) => {
                self.add(Change::new(
                    "length-changed",
                    SetRelation::Superset,
                    format!("length changed from {old} to any"),
                ));
            }
            (None, Some(new)) => {
                self.add(Change::new(
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
                self.descend(&step, |comparison| comparison.compare(old, new));
            }
        }
    }
}
