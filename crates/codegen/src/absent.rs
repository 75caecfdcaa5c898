//! Inputs that a caller may leave out.

use specta::{
    Types,
    datatype::{DataType, Fields, NamedReferenceType, Reference},
};

/// Whether an absent input is read: as `null`, or as an object without members.
pub(crate) fn may_be(input: &DataType, types: &Types) -> bool {
    match input {
        DataType::Nullable(_) => true,
        DataType::Struct(object) => match &object.fields {
            Fields::Named(named) => named.fields.iter().all(|(_, field)| field.optional),
            _ => false,
        },
        DataType::Reference(Reference::Named(reference)) => match &reference.inner {
            NamedReferenceType::Inline { dt, .. } => may_be(dt, types),
            _ => types.get(reference).and_then(|named| named.ty.as_ref()).is_some_and(|ty| may_be(ty, types)),
        },
        _ => false,
    }
}
