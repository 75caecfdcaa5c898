//! Types that serde_json accepts as map keys.

use specta::datatype::{DataType, NamedReferenceType, Reference};

use crate::shapes::Lowering;
use isotype_contract::{Scalar, Shape};

impl Lowering<'_> {
    /// Returns `true` if serde_json writes the key as a string and reads it back.
    pub(crate) fn is_string_key(&self, key: &Shape, part: &DataType) -> bool {
        match key {
            Shape::Literal(_) | Shape::Parameter(_) => true,
            Shape::Union(union) => union.variants.iter().all(|variant| matches!(variant.shape, Shape::Literal(_))),
            Shape::Type { .. } => {
                self.resolve_named(part).is_some_and(|(shape, part)| self.is_string_key(&shape, &part))
            }
            Shape::Scalar(scalar) => !matches!(
                scalar,
                Scalar::Null
                    | Scalar::Never
                    | Scalar::Json
                    | Scalar::Base64
                    | Scalar::ByteArray
                    | Scalar::NonFiniteFloat
            ),
            _ => false,
        }
    }

    /// Returns the shape and the specta description of a named type.
    fn resolve_named(&self, part: &DataType) -> Option<(Shape, DataType)> {
        let DataType::Reference(Reference::Named(reference)) = part else { return None };
        if let NamedReferenceType::Inline { dt, .. } = &reference.inner {
            return self.resolve_named(dt);
        }
        let ty = self.types.get(reference)?.ty.clone()?;
        Some((Lowering::new(self.types, String::new()).finish(&ty, &mut Vec::new()), ty))
    }
}
