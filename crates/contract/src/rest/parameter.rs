use crate::{Contract, Field, Scalar, Shape};

/// A member of an input that stands in the path or in the query string.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parameter {
    /// The member.
    pub field: Field,
    /// How it is written there.
    pub written: Written,
    /// Whether it may be `null`, which is written by leaving it out.
    pub nullable: bool,
}

/// How a value is written outside of JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    /// As plain text.
    Once(Text),
    /// As plain texts, one for each item of a list: `tag=a&tag=b`.
    Each(Text),
    /// As JSON.
    Json,
}

/// What plain text stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Text {
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
        let (written, nullable) = written(contract, &field.shape);
        Parameter { field: field.clone(), written, nullable }
    }

    /// Whether it must be there.
    #[must_use]
    pub fn is_required(&self) -> bool {
        !self.field.optional && !self.nullable && !matches!(self.written, Written::Each(_))
    }
}

fn written(contract: &Contract, shape: &Shape) -> (Written, bool) {
    match contract.resolve(shape) {
        Shape::Nullable(of) => (written(contract, &of).0, true),
        Shape::Literal(_) => (Written::Once(Text::String), false),
        Shape::List(of) => match written(contract, &of) {
            (Written::Once(text), false) => (Written::Each(text), false),
            _ => (Written::Json, false),
        },
        Shape::Union(union) if union.variants.iter().all(|variant| matches!(variant.shape, Shape::Literal(_))) => {
            (Written::Once(Text::String), false)
        }
        Shape::Scalar(scalar) => (text(scalar).map_or(Written::Json, Written::Once), false),
        _ => (Written::Json, false),
    }
}

/// What a scalar is as plain text; nothing where text alone does not say which value is meant.
fn text(scalar: Scalar) -> Option<Text> {
    match scalar {
        Scalar::Null | Scalar::Never | Scalar::Json | Scalar::ByteList | Scalar::FloatText => None,
        Scalar::Boolean => Some(Text::Boolean),
        Scalar::F32 | Scalar::F64 => Some(Text::Number),
        _ if scalar.is_wide() || scalar.bounds().is_some() => Some(Text::Number),
        _ => Some(Text::String),
    }
}
