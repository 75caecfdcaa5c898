//! Check for types that serde cannot deserialize from its internal buffer.
//!
//! serde buffers the contents of flattened fields and of enums that are not externally tagged. The buffer cannot hold
//! 128-bit integers, and holds map keys only as strings.

use std::collections::HashSet;

use isotype_contract::{Contract, Object, Scalar, Shape, Tagging};

/// Reports inputs that the server could never deserialize.
pub(crate) fn check(contract: &Contract, diagnostics: &mut Vec<String>) {
    let mut checker =
        BufferedChecker { contract, seen: HashSet::new(), owner: String::new(), path: Vec::new(), diagnostics };
    for procedure in contract.procedures.iter().filter(|procedure| procedure.encoding.is_json()) {
        checker.owner = format!("the input of `{}` ({})", procedure.name, procedure.source);
        checker.shape(&procedure.input, false);
    }
}

struct BufferedChecker<'a> {
    contract: &'a Contract,
    seen: HashSet<(Shape, bool)>,
    /// Current position (the input or type, plus the field path within it), for diagnostics.
    owner: String,
    path: Vec<String>,
    diagnostics: &'a mut Vec<String>,
}

impl BufferedChecker<'_> {
    fn shape(&mut self, shape: &Shape, is_buffered: bool) {
        match shape {
            Shape::Scalar(Scalar::I128 | Scalar::U128) if is_buffered => self.reject_number(),
            Shape::Scalar(_) | Shape::Literal(_) | Shape::Parameter(_) => {}
            Shape::List(inner) | Shape::Array { item: inner, .. } | Shape::Nullable(inner) | Shape::Deferred(inner) => {
                self.shape(inner, is_buffered)
            }
            Shape::Map { key, value } => {
                if is_buffered && !self.is_string_key(key) {
                    self.reject_key();
                }
                self.shape(value, is_buffered);
            }
            Shape::Tuple(parts) => parts.iter().for_each(|part| self.shape(part, is_buffered)),
            Shape::Entries { key, value } => [key, value].iter().for_each(|part| self.shape(part, is_buffered)),
            Shape::Object(object) => self.object(object, is_buffered),
            // The struct's own fields come first and are not buffered.
            Shape::Intersection(parts) => {
                let is_own = |index, part: &Shape| index == 0 && matches!(part, Shape::Object(_));
                parts
                    .iter()
                    .enumerate()
                    .for_each(|(index, part)| self.shape(part, is_buffered || !is_own(index, part)));
            }
            Shape::Union(union) => {
                let is_buffered = is_buffered || union.tagging != Tagging::External;
                union.variants.iter().for_each(|variant| self.shape(&variant.shape, is_buffered));
            }
            Shape::Type { name, arguments } => {
                let Some(definition) = self.contract.definition(name) else { return };
                if self.seen.insert((shape.clone(), is_buffered)) {
                    let owner = format!("type {} ({})", definition.rust_path, definition.source);
                    let outer = (std::mem::replace(&mut self.owner, owner), std::mem::take(&mut self.path));
                    self.shape(&definition.shape.substitute(&definition.parameters, arguments), is_buffered);
                    (self.owner, self.path) = outer;
                }
            }
        }
    }

    fn object(&mut self, object: &Object, is_buffered: bool) {
        for field in &object.fields {
            self.path.push(field.name.clone());
            self.shape(&field.shape, is_buffered);
            self.path.pop();
        }
    }

    /// Returns `true` if a key is read directly from the string, without being parsed as a number or a boolean.
    fn is_string_key(&self, key: &Shape) -> bool {
        match self.contract.resolve(key) {
            Shape::Scalar(scalar) => {
                let is_float = matches!(scalar, Scalar::F32 | Scalar::F64);
                !(is_float || scalar.is_wide_integer() || scalar.bounds().is_some() || scalar == Scalar::Boolean)
            }
            _ => true,
        }
    }

    fn reject_number(&mut self) {
        self.reject(
            "a 128-bit integer",
            "send it as a string: `#[serde(with = \"isotype::with::bigint\")] #[isotype(type = isotype::with::BigInt)]`",
        );
    }

    fn reject_key(&mut self) {
        self.reject(
            "a map key that is a number or a boolean",
            "send the map as a list of pairs: `#[serde(with = \"isotype::with::entries\")] \
             #[isotype(type = isotype::with::Entries<K, V>)]`",
        );
    }

    fn reject(&mut self, value: &str, hint: &str) {
        let (owner, path) = (&self.owner, self.path.join("."));
        let location = if path.is_empty() { owner.clone() } else { format!("`{path}` in {owner}") };
        self.diagnostics.push(format!(
            "{location}: serde cannot read {value} in a flattened field or in an enum that is not externally tagged; \
             {hint}"
        ));
    }
}
