use super::IntegerEncoding;
use crate::{Contract, Shape};

impl Contract {
    /// The same contract with each wide integer as what the policy makes of it, as all that is generated sees it. The contract itself
    /// keeps their types in Rust, which say what the server takes.
    #[must_use]
    pub fn with_resolved_integers(&self) -> Contract {
        let mut contract = self.clone();
        if self.integers != IntegerEncoding::Number {
            contract.rewrite_shapes(&|part| resolved(part, self.integers));
        }
        contract
    }
}

fn resolved(part: &Shape, integers: IntegerEncoding) -> Option<Shape> {
    match part {
        Shape::Scalar(scalar) if scalar.is_wide_integer() => Some(integers.resolve(*scalar).into()),
        // A key is a string whatever the policy is.
        Shape::Map { key, value } => {
            let value = value.rewrite(&|part| resolved(part, integers));
            Some(Shape::Map { key: key.clone(), value: Box::new(value) })
        }
        _ => None,
    }
}
