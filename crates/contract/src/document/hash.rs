//! Hash of the parts of a contract that affect the wire protocol.

use std::collections::HashMap;

use sha2::{Digest, Sha256};

use crate::{Check, Contract, Definition, Object, Procedure, Rule, Shape, Union};

impl Contract {
    /// Returns a SHA-256 hash of the parts of the contract that affect the wire protocol, formatted as `sha256:`
    /// followed by 64 hex digits.
    ///
    /// Docs, deprecations, validation messages, source locations and type names do not affect it.
    ///
    /// # Example
    ///
    /// ```
    /// # use isotype_lowering::Registry;
    /// assert!(Registry::new().finish()?.hash().starts_with("sha256:"));
    /// # Ok::<(), isotype_contract::ContractError>(())
    /// ```
    #[must_use]
    pub fn hash(&self) -> String {
        let json = serde_json::to_vec(&canonical(self)).unwrap_or_default();
        let digest = Sha256::digest(json);
        digest.iter().fold("sha256:".to_owned(), |hash, byte| format!("{hash}{byte:02x}"))
    }
}

/// Returns the contract reduced to what affects the wire protocol, with types numbered in the order in which procedures
/// use them.
fn canonical(contract: &Contract) -> Contract {
    let mut canonicalizer = Canonicalizer { contract, numbers: HashMap::new(), types: Vec::new() };
    let mut procedures: Vec<Procedure> = contract.procedures.clone();
    for procedure in &mut procedures {
        (procedure.docs, procedure.deprecated) = (String::new(), None);
        let shapes = [&mut procedure.input, &mut procedure.output];
        for shape in shapes.into_iter().chain(procedure.errors.iter_mut().map(|error| &mut error.shape)) {
            *shape = canonicalizer.canonical_shape(shape);
        }
    }
    Contract { integers: contract.integers, guards: contract.guards.clone(), procedures, types: canonicalizer.types }
}

struct Canonicalizer<'a> {
    contract: &'a Contract,
    numbers: HashMap<&'a str, usize>,
    types: Vec<Definition>,
}

impl<'a> Canonicalizer<'a> {
    /// Returns the number of a named type, and adds its definition on first use.
    fn number(&mut self, name: &str) -> Option<usize> {
        let definition = self.contract.definition(name)?;
        if let Some(number) = self.numbers.get(name) {
            return Some(*number);
        }
        let number = self.types.len();
        self.numbers.insert(&definition.name, number);
        self.types.push(Definition {
            name: number.to_string(),
            rust_path: String::new(),
            docs: String::new(),
            deprecated: None,
            branded: false,
            ..definition.clone()
        });
        let shape = self.canonical_shape(&definition.shape);
        if let Some(definition) = self.types.get_mut(number) {
            definition.shape = shape;
        }
        Some(number)
    }

    fn canonical_shape(&mut self, shape: &Shape) -> Shape {
        let mut canonical = shape.clone();
        self.strip(&mut canonical);
        canonical
    }

    fn strip(&mut self, shape: &mut Shape) {
        match shape {
            Shape::Literal(_) | Shape::Parameter(_) | Shape::Scalar(_) => {}
            Shape::List(inner) | Shape::Array { item: inner, .. } | Shape::Nullable(inner) | Shape::Deferred(inner) => {
                self.strip(inner)
            }
            Shape::Tuple(parts) | Shape::Intersection(parts) => parts.iter_mut().for_each(|part| self.strip(part)),
            Shape::Map { key, value } | Shape::Entries { key, value } => {
                self.strip(key);
                self.strip(value);
            }
            Shape::Object(object) => self.strip_object(object),
            Shape::Union(union) => self.strip_union(union),
            Shape::Type { name, arguments } => {
                if let Some(number) = self.number(name) {
                    *name = number.to_string();
                }
                arguments.iter_mut().for_each(|argument| self.strip(argument));
            }
        }
    }

    fn strip_object(&mut self, object: &mut Object) {
        for field in &mut object.fields {
            (field.rust_name, field.docs, field.deprecated) = (None, String::new(), None);
            field.rules.iter_mut().for_each(strip_rule);
            self.strip(&mut field.shape);
        }
        if let Some(additional) = &mut object.additional {
            self.strip(additional);
        }
    }

    fn strip_union(&mut self, union: &mut Union) {
        for variant in &mut union.variants {
            (variant.docs, variant.deprecated) = (String::new(), None);
            self.strip(&mut variant.shape);
        }
    }
}

fn strip_rule(rule: &mut Rule) {
    rule.message = None;
    if let Check::Each(rule) | Check::Item { rule, .. } = &mut rule.check {
        strip_rule(rule);
    }
}
