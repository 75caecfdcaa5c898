//! Splitting of types by direction, because serde may serialize one shape and deserialize another.

use specta::{
    Format as _, Types,
    datatype::{DataType, NamedReferenceType, Reference},
};
pub(crate) use specta_serde::Phase;
use specta_serde::{PhasesFormat, select_phase_datatype};

use crate::names;

/// Applies serde's attributes to every type. Types that differ by direction are split into `X_Serialize` and
/// `X_Deserialize`.
pub(crate) fn map(types: &Types) -> Result<Types, String> {
    let mapped = PhasesFormat.map_types(types).map(|mapped| mapped.into_owned());
    mapped.map_err(|error| {
        let error = error.to_string();
        format!("{}unsupported serde attribute: {}{}", error_location(&error, types), reword(&error), hint(&error))
    })
}

/// Returns the location of the type mentioned in specta's message, such as `'Post.at'` or `'Page -> Post'`.
fn error_location(error: &str, types: &Types) -> String {
    let path = error.split('\'').nth(1).unwrap_or_default();
    let name = path.split(|c: char| !(c.is_alphanumeric() || c == '_')).next().unwrap_or_default();
    let mut locations: Vec<_> =
        types.into_unsorted_iter().filter(|named| named.name == name).map(names::path_with_location).collect();
    locations.sort();
    if locations.is_empty() { String::new() } else { format!("type {}: ", locations.join(" or ")) }
}

/// Replaces specta's attribute with isotype's in a message, and drops the alternative that only specta supports.
fn reword(error: &str) -> String {
    let message = error.split(" (or #[specta(").next().unwrap_or(error);
    message.replace("#[specta(", "#[isotype(")
}

/// Returns a remedy to append to messages that contain none.
fn hint(error: &str) -> &'static str {
    if error.contains("internal tag") {
        "; give the variant named fields, or tag the enum with `#[serde(tag = \"type\", content = \"value\")]`"
    } else if error.contains("flatten") {
        "; remove `#[serde(flatten)]`"
    } else {
        ""
    }
}

/// Resolves a type reference to its variant for `phase` (serialize or deserialize).
///
/// `select_phase_datatype` alone loses the arguments of split generic types. It also does not descend into `Vec`, `Box`
/// and the like, which are references to inlined types.
pub(crate) fn select(part: &DataType, types: &Types, phase: Phase) -> DataType {
    let select_inner = |inner: &DataType| select(inner, types, phase);
    match part {
        DataType::Reference(Reference::Named(reference)) => match &reference.inner {
            NamedReferenceType::Reference { generics, .. } if !generics.is_empty() => {
                let arguments =
                    generics.iter().map(|(name, argument)| (name.clone(), select_inner(argument))).collect();
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
                    **dt = select_inner(dt);
                }
                DataType::Reference(Reference::Named(reference))
            }
            _ => select_phase_datatype(part, types, phase),
        },
        DataType::List(list) => {
            let mut list = list.clone();
            *list.ty = select_inner(&list.ty);
            DataType::List(list)
        }
        DataType::Nullable(inner) => DataType::Nullable(Box::new(select_inner(inner))),
        DataType::Tuple(tuple) => {
            let mut tuple = tuple.clone();
            tuple.elements.iter_mut().for_each(|element| *element = select_inner(element));
            DataType::Tuple(tuple)
        }
        DataType::Map(map) => {
            let mut map = map.clone();
            let (key, value) = (select_inner(map.key_ty()), select_inner(map.value_ty()));
            map.set_key_ty(key);
            map.set_value_ty(value);
            DataType::Map(map)
        }
        _ => select_phase_datatype(part, types, phase),
    }
}
