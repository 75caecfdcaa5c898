//! The two directions of a type: serde may write one shape and read another.

use specta::{
    Format as _, Types,
    datatype::{DataType, NamedReferenceType, Reference},
};
pub(crate) use specta_serde::Phase;
use specta_serde::{PhasesFormat, select_phase_datatype};

use crate::names;

/// Every type as serde's attributes leave it: split in `X_Serialize` and `X_Deserialize` where they differ.
pub(crate) fn map(types: &Types) -> Result<Types, String> {
    let mapped = PhasesFormat.map_types(types).map(|mapped| mapped.into_owned());
    mapped.map_err(|error| {
        let error = error.to_string();
        format!("{}serde's attributes cannot be followed: {error}{}", error_location(&error, types), hint(&error))
    })
}

/// Where the type is that a complaint begins its path with: `'Post.at'`, `'Page -> Post'`.
fn error_location(error: &str, types: &Types) -> String {
    let path = error.split('\'').nth(1).unwrap_or_default();
    let name = path.split(|c: char| !(c.is_alphanumeric() || c == '_')).next().unwrap_or_default();
    let mut places: Vec<_> =
        types.into_unsorted_iter().filter(|named| named.name == name).map(names::path_with_location).collect();
    places.sort();
    if places.is_empty() { String::new() } else { format!("type {}: ", places.join(" or ")) }
}

/// What to do, where the complaint does not say so.
fn hint(error: &str) -> &'static str {
    if error.contains("internal tag") {
        ". Give the variant members with names, or tag the enum with `#[serde(tag = \"type\", content = \"value\")]`"
    } else if error.contains("flatten") {
        ". Take `#[serde(flatten)]` away"
    } else {
        ""
    }
}

/// One use site as it is in one direction.
///
/// `select_phase_datatype` alone loses the arguments of a generic type that is split, and does not look into `Vec`,
/// `Box` and the like, which are references to inlined types.
pub(crate) fn select(part: &DataType, types: &Types, phase: Phase) -> DataType {
    let go = |inner: &DataType| select(inner, types, phase);
    match part {
        DataType::Reference(Reference::Named(reference)) => match &reference.inner {
            NamedReferenceType::Reference { generics, .. } if !generics.is_empty() => {
                let arguments = generics.iter().map(|(name, argument)| (name.clone(), go(argument))).collect();
                match select_phase_datatype(part, types, phase) {
                    DataType::Reference(Reference::Named(chosen)) => match types.get(&chosen) {
                        Some(named) => named.reference(arguments).into(),
                        None => DataType::Reference(Reference::Named(chosen)),
                    },
                    other => other,
                }
            }
            NamedReferenceType::Inline { .. } => {
                let mut reference = reference.clone();
                if let NamedReferenceType::Inline { dt, .. } = &mut reference.inner {
                    **dt = go(dt);
                }
                DataType::Reference(Reference::Named(reference))
            }
            _ => select_phase_datatype(part, types, phase),
        },
        DataType::List(list) => {
            let mut list = list.clone();
            *list.ty = go(&list.ty);
            DataType::List(list)
        }
        DataType::Nullable(inner) => DataType::Nullable(Box::new(go(inner))),
        DataType::Tuple(tuple) => {
            let mut tuple = tuple.clone();
            tuple.elements.iter_mut().for_each(|element| *element = go(element));
            DataType::Tuple(tuple)
        }
        DataType::Map(map) => {
            let mut map = map.clone();
            let (key, value) = (go(map.key_ty()), go(map.value_ty()));
            map.set_key_ty(key);
            map.set_value_ty(value);
            DataType::Map(map)
        }
        _ => select_phase_datatype(part, types, phase),
    }
}
