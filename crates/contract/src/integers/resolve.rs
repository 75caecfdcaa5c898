use crate::{Contract, IntegerEncoding, Shape};

impl Contract {
    /// Returns the contract with each wide integer replaced by the scalar that represents it on the wire, for code
    /// generators.
    ///
    /// The contract itself keeps the Rust types, from which the server derives the accepted range.
    #[must_use]
    pub fn with_resolved_integers(&self) -> Contract {
        let mut contract = self.clone();
        if self.integers != IntegerEncoding::Number {
            contract.rewrite_shapes(&|part| resolve_shape(part, self.integers));
        }
        contract
    }
}

fn resolve_shape(part: &Shape, integers: IntegerEncoding) -> Option<Shape> {
    match part {
        Shape::Scalar(scalar) if scalar.is_wide_integer() => Some(integers.resolve(*scalar).into()),
        // Map keys are strings regardless of the encoding.
        Shape::Map { key, value } => {
            let value = value.rewrite(&|part| resolve_shape(part, integers));
            Some(Shape::Map { key: key.clone(), value: Box::new(value) })
        }
        _ => None,
    }
}
