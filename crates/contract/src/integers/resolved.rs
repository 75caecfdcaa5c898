use super::Integers;
use crate::{Contract, Shape};

impl Contract {
    /// The same contract with each wide integer as what the policy makes of it, as all that is generated sees it. The contract itself
    /// keeps their types in Rust, which say what the server takes.
    #[must_use]
    pub fn resolved(&self) -> Contract {
        let mut contract = self.clone();
        if self.integers != Integers::Number {
            contract.rewrite(&|part| resolved(part, self.integers));
        }
        contract
    }
}

fn resolved(part: &Shape, integers: Integers) -> Option<Shape> {
    match part {
        Shape::Scalar(scalar) if scalar.is_wide() => Some(integers.resolve(*scalar).into()),
        // A key is a string whatever the policy is.
        Shape::Map { key, value } => {
            let value = value.rewrite(&|part| resolved(part, integers));
            Some(Shape::Map { key: key.clone(), value: Box::new(value) })
        }
        _ => None,
    }
}
