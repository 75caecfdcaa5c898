use crate::{Contract, Field, Scalar, Shape};

/// Input field that is sent in the path or in the query string.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parameter {
    /// Field of the input.
    pub field: Field,
    /// Serialization of the value.
    pub style: ParameterStyle,
    /// If `true`, the value may be `null`, which is sent by omitting the parameter.
    pub nullable: bool,
}

/// Serialization of a value in a path or query string.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParameterStyle {
    /// Single primitive value, sent as plain text and not as JSON.
    Single(PrimitiveType),
    /// One plain-text parameter per list item: `tag=a&tag=b`.
    Repeated(PrimitiveType),
    /// JSON.
    Json,
}

/// Type of a value that is sent as plain text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PrimitiveType {
    /// String, sent unchanged.
    String,
    /// Decimal number.
    Number,
    /// `true` or `false`.
    Boolean,
}

impl Parameter {
    /// Creates the parameter for a field.
    pub(crate) fn new(contract: &Contract, field: &Field) -> Parameter {
        let (style, nullable) = style(contract, &field.shape);
        Parameter { field: field.clone(), style, nullable }
    }

    /// Returns `true` if the parameter must be present.
    #[must_use]
    pub fn is_required(&self) -> bool {
        !self.field.optional && !self.nullable && !matches!(self.style, ParameterStyle::Repeated(_))
    }
}

fn style(contract: &Contract, shape: &Shape) -> (ParameterStyle, bool) {
    match contract.resolve(shape) {
        Shape::Nullable(inner) => (style(contract, &inner).0, true),
        Shape::Literal(_) => (ParameterStyle::Single(PrimitiveType::String), false),
        Shape::List(item) => match style(contract, &item) {
            (ParameterStyle::Single(primitive), false) => (ParameterStyle::Repeated(primitive), false),
            _ => (ParameterStyle::Json, false),
        },
        Shape::Union(union) if union.variants.iter().all(|variant| matches!(variant.shape, Shape::Literal(_))) => {
            (ParameterStyle::Single(PrimitiveType::String), false)
        }
        Shape::Scalar(scalar) => (primitive_type(scalar).map_or(ParameterStyle::Json, ParameterStyle::Single), false),
        _ => (ParameterStyle::Json, false),
    }
}

/// Returns the plain-text type of a scalar, or `None` if plain text would be ambiguous.
fn primitive_type(scalar: Scalar) -> Option<PrimitiveType> {
    match scalar {
        Scalar::Null | Scalar::Never | Scalar::Json | Scalar::ByteArray | Scalar::NonFiniteFloat => None,
        Scalar::Boolean => Some(PrimitiveType::Boolean),
        Scalar::F32 | Scalar::F64 => Some(PrimitiveType::Number),
        _ if scalar.is_wide_integer() || scalar.bounds().is_some() => Some(PrimitiveType::Number),
        _ => Some(PrimitiveType::String),
    }
}
