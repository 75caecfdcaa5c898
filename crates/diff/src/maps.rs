//! Objects whose member names are data, and what becomes of a struct that turns into one.

use super::{Change, Extent, walk::Walk};
use isotype_contract::{Object, Scalar, Shape};

pub(super) fn compare(walk: &mut Walk<'_>, old: &Shape, new: &Shape) {
    match (old, new) {
        (Shape::Map { key, value }, Shape::Map { key: new_key, value: new_value }) => {
            walk.at("{key}", |walk| keys(walk, key, new_key));
            walk.at("{}", |walk| walk.compare(value, new_value));
        }
        (Shape::Object(object), Shape::Map { key, value }) => {
            let holds = members(object)
                .all(|(name, shape)| walk.extent(&name, key).old_are_new() && walk.extent(shape, value).old_are_new());
            let words = "has any members and had those of a struct";
            walk.add(Change::new("map", Extent::of(holds && object.rest.is_none(), false), words).recompile(true));
        }
        (Shape::Map { key, value }, Shape::Object(object)) => {
            let held = members(object)
                .all(|(name, shape)| walk.extent(key, &name).new_are_old() && walk.extent(value, shape).new_are_old());
            let words = "has the members of a struct and had any";
            walk.add(Change::new("struct", Extent::of(false, held && object.rest.is_none()), words).recompile(true));
        }
        _ => {}
    }
}

/// Whatever a key is in Rust, it is a string on the wire.
fn keys(walk: &mut Walk<'_>, old: &Shape, new: &Shape) {
    let any = Shape::from(Scalar::String);
    let (from_any, to_any) = (walk.old.normalize(old) == any, walk.new.normalize(new) == any);
    match from_any == to_any {
        _ if old == new && matches!(old, Shape::Scalar(_)) => {}
        true => walk.compare(old, new),
        false => walk.became(Extent::of(to_any, from_any), (old, new)),
    }
}

fn members(object: &Object) -> impl Iterator<Item = (Shape, &Shape)> {
    object.fields.iter().map(|field| (Shape::Literal(field.name.clone()), &field.shape))
}
