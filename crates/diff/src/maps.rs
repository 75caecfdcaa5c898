//! Objects whose member names are data, and what becomes of a struct that turns into one.

use super::{Change, SetRelation, comparison::Comparison};
use isotype_contract::{Object, Scalar, Shape};

pub(super) fn compare(walk: &mut Comparison<'_>, old: &Shape, new: &Shape) {
    match (old, new) {
        (Shape::Map { key, value }, Shape::Map { key: new_key, value: new_value }) => {
            walk.descend("{key}", |walk| keys(walk, key, new_key));
            walk.descend("{}", |walk| walk.compare(value, new_value));
        }
        (Shape::Object(object), Shape::Map { key, value }) => {
            let holds = members(object).all(|(name, shape)| {
                walk.relation(&name, key).includes_old() && walk.relation(shape, value).includes_old()
            });
            let words = "has any members and had those of a struct";
            walk.add(
                Change::new("map", SetRelation::new(holds && object.additional.is_none(), false), words)
                    .breaks_compilation(true),
            );
        }
        (Shape::Map { key, value }, Shape::Object(object)) => {
            let held = members(object).all(|(name, shape)| {
                walk.relation(key, &name).included_in_old() && walk.relation(value, shape).included_in_old()
            });
            let words = "has the members of a struct and had any";
            walk.add(
                Change::new("struct", SetRelation::new(false, held && object.additional.is_none()), words)
                    .breaks_compilation(true),
            );
        }
        _ => {}
    }
}

/// Whatever a key is in Rust, it is a string on the wire.
fn keys(walk: &mut Comparison<'_>, old: &Shape, new: &Shape) {
    let any = Shape::from(Scalar::String);
    let (from_any, to_any) = (walk.old.normalize(old) == any, walk.new.normalize(new) == any);
    match from_any == to_any {
        _ if old == new && matches!(old, Shape::Scalar(_)) => {}
        true => walk.compare(old, new),
        false => walk.add_type_change(SetRelation::new(to_any, from_any), (old, new)),
    }
}

fn members(object: &Object) -> impl Iterator<Item = (Shape, &Shape)> {
    object.fields.iter().map(|field| (Shape::Literal(field.name.clone()), &field.shape))
}
