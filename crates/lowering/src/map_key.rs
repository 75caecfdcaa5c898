//! Types that serde_json accepts as map keys.

use specta::{
    Types,
    datatype::{DataType, NamedReferenceType, Reference},
};

use crate::shapes::Lowering;
use isotype_contract::{Scalar, Shape};

/// Returns `true` if serde_json writes the key as a string and reads it back.
pub(crate) fn is_string_key(key: &Shape, part: &DataType, types: &Types) -> bool {
    match key {
        Shape::Literal(_) | Shape::Parameter(_) => true,
        Shape::Union(union) => union.variants.iter().all(|variant| matches!(variant.shape, Shape::Literal(_))),
        Shape::Type { .. } => resolve(part, types).is_some_and(|(shape, part)| is_string_key(&shape, &part, types)),
        Shape::Scalar(scalar) => !matches!(
            scalar,
            Scalar::Null | Scalar::Never | Scalar::Json | Scalar::Base64 | Scalar::ByteArray | Scalar::NonFiniteFloat
        ),
        _ => false,
    }
}

/// Returns the shape and description of a named type.
fn resolve(part: &DataType, types: &Types) -> Option<(Shape, DataType)> {
    let DataType::Reference(Reference::Named(reference)) = part else { return None };
    if let NamedReferenceType::Inline { dt, .. } = &reference.inner {
        return resolve(dt, types);
    }
    let ty = types.get(reference)?.ty.clone()?;
    Some((Lowering::new(types, String::new()).finish(&ty, &mut Vec::new()), ty))
}
