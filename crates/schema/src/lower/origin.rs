//! What the mapping of serde's attributes would lose of a field, kept with it.

use specta::{
    Types,
    datatype::{Attributes, DataType, Field, Fields},
};

const ALIASES: &str = "serde:field:aliases";
const ORIGIN: &str = "isotype:origin";

/// Where a member comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Origin {
    /// Its name in Rust.
    pub(crate) rust: String,
    /// The other names under which it is read.
    pub(crate) aliases: Vec<String>,
}

impl Origin {
    pub(crate) fn of(attributes: &Attributes) -> Option<&Origin> {
        attributes.get_named_as(ORIGIN)
    }
}

/// Marks each field with its origin. An alias is taken from serde's attributes: it is a name for old clients, and would otherwise be
/// offered to new ones as well.
pub(crate) fn mark(types: &mut Types) {
    types.iter_mut(|named| match &mut named.ty {
        Some(DataType::Struct(object)) => fields(&mut object.fields),
        Some(DataType::Enum(choice)) => choice.variants.iter_mut().for_each(|(_, variant)| fields(&mut variant.fields)),
        _ => {}
    });
}

fn fields(fields: &mut Fields) {
    if let Fields::Named(named) = fields {
        named.fields.iter_mut().for_each(|(name, field)| mark_field(name, field));
    }
}

fn mark_field(name: &str, field: &mut Field) {
    let aliases = field.attributes.get_named_as::<Vec<String>>(ALIASES).cloned().unwrap_or_default();
    field.attributes.remove(ALIASES);
    field.attributes.insert(ORIGIN, Origin { rust: name.to_owned(), aliases });
}
