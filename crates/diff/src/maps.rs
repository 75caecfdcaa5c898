//! Comparison of maps, and of maps with structs.

use super::{Change, SetRelation, comparison::Comparison};
use isotype_contract::{Object, Scalar, Shape};

impl Comparison<'_> {
    /// Compares two maps, or a map and a struct.
    pub(super) fn compare_maps(&mut self, old: &Shape, new: &Shape) {
        match (old, new) {
            (Shape::Map { key, value }, Shape::Map { key: new_key, value: new_value }) => {
                self.descend("{key}", |comparison| compare_keys(comparison, key, new_key));
                self.descend("{}", |comparison| comparison.compare(value, new_value));
            }
            (Shape::Object(object), Shape::Map { key, value }) => {
                let includes_fields = members(object).all(|(name, shape)| {
                    self.relation(&name, key).includes_old() && self.relation(shape, value).includes_old()
                });
                let message = "changed from a struct to a map";
                self.add(
                    Change::new(
                        "became-map",
                        SetRelation::new(includes_fields && object.additional.is_none(), false),
                        message,
                    )
                    .breaks_compilation(true),
                );
            }
            (Shape::Map { key, value }, Shape::Object(object)) => {
                let included_in_fields = members(object).all(|(name, shape)| {
                    self.relation(key, &name).included_in_old() && self.relation(value, shape).included_in_old()
                });
                let message = "changed from a map to a struct";
                self.add(
                    Change::new(
                        "became-struct",
                        SetRelation::new(false, included_in_fields && object.additional.is_none()),
                        message,
                    )
                    .breaks_compilation(true),
                );
            }
            _ => {}
        }
    }
}

/// Compares the keys of two maps. In JSON, every key is a string.
fn compare_keys(comparison: &mut Comparison<'_>, old: &Shape, new: &Shape) {
    let any = Shape::from(Scalar::String);
    let (from_any, to_any) = (comparison.old.normalize(old) == any, comparison.new.normalize(new) == any);
    match from_any == to_any {
        _ if old == new && matches!(old, Shape::Scalar(_)) => {}
        true => comparison.compare(old, new),
        false => comparison.add_type_change(SetRelation::new(to_any, from_any), (old, new)),
    }
}

fn members(object: &Object) -> impl Iterator<Item = (Shape, &Shape)> {
    object.fields.iter().map(|field| (Shape::Literal(field.name.clone()), &field.shape))
}
