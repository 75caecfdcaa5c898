use crate::{Contract, Field, Scalar, Shape};

/// A member of an input that stands in the path or in the query string.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parameter {
    /// The member.
    pub field: Field,
    /// How it is written there.
    pub style: ParameterStyle,
    /// Whether it may be `null`, which is written by leaving it out.
    pub nullable: bool,
}

/// How a value is written outside of JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParameterStyle {
    /// As plain text.
    Single(PrimitiveType),
    /// As plain texts, one for each item of a list: `tag=a&tag=b`.
    Repeated(PrimitiveType),
    /// As JSON.
    Json,
}

/// What plain text stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PrimitiveType {
    /// The text itself.
    String,
    /// A number.
    Number,
    /// `true` or `false`.
    Boolean,
}

impl Parameter {
    /// How `field` is written.
    pub(crate) fn new(contract: &Contract, field: &Field) -> Parameter {
        let (written, nullable) = style(contract, &field.shape);
        Parameter { field: field.clone(), style: written, nullable }
    }

    /// Whether it must be there.
    #[must_use]
    pub fn is_required(&self) -> bool {
        !self.field.optional && !self.nullable && !matches!(self.style, ParameterStyle::Repeated(_))
    }
}

fn style(contract: &Contract, shape: &Shape) -> (ParameterStyle, bool) {
    match contract.resolve(shape) {
        Shape::Nullable(of) => (style(contract, &of).0, true),
        Shape::Literal(_) => (ParameterStyle::Single(PrimitiveType::String), false),
        Shape::List(of) => match style(contract, &of) {
            (ParameterStyle::Single(text), false) => (ParameterStyle::Repeated(text), false),
            _ => (ParameterStyle::Json, false),
        },
        Shape::Union(union) if union.variants.iter().all(|variant| matches!(variant.shape, Shape::Literal(_))) => {
            (ParameterStyle::Single(PrimitiveType::String), false)
        }
        Shape::Scalar(scalar) => (primitive_type(scalar).map_or(ParameterStyle::Json, ParameterStyle::Single), false),
        _ => (ParameterStyle::Json, false),
    }
}

/// What a scalar is as plain text; nothing where text alone does not say which value is meant.
fn primitive_type(scalar: Scalar) -> Option<PrimitiveType> {
    match scalar {
        Scalar::Null | Scalar::Never | Scalar::Json | Scalar::ByteArray | Scalar::NonFiniteFloat => None,
        Scalar::Boolean => Some(PrimitiveType::Boolean),
        Scalar::F32 | Scalar::F64 => Some(PrimitiveType::Number),
        _ if scalar.is_wide_integer() || scalar.bounds().is_some() => Some(PrimitiveType::Number),
        _ => Some(PrimitiveType::String),
    }
}
