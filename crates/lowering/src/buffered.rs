//! What serde keeps back until it knows what it is: the variants of an enum that is not tagged from outside, and what is flattened.
//! It keeps no integers of 128 bits, and no keys but strings.

use std::collections::HashSet;

use isotype_contract::{Contract, Object, Scalar, Shape, Tagging};

/// Complains about what the server could never read.
pub(crate) fn check(contract: &Contract, complaints: &mut Vec<String>) {
    let mut walk = BufferedChecker {
        contract,
        seen: HashSet::new(),
        owner: String::new(),
        path: Vec::new(),
        diagnostics: complaints,
    };
    for procedure in contract.procedures.iter().filter(|procedure| procedure.encoding.is_json()) {
        walk.owner = format!("the input of `{}` ({})", procedure.name, procedure.source);
        walk.shape(&procedure.input, false);
    }
}

struct BufferedChecker<'a> {
    contract: &'a Contract,
    seen: HashSet<(Shape, bool)>,
    /// The input or the type that is looked at, and the members that lead to the part.
    owner: String,
    path: Vec<String>,
    diagnostics: &'a mut Vec<String>,
}

impl BufferedChecker<'_> {
    fn shape(&mut self, shape: &Shape, is_kept: bool) {
        match shape {
            Shape::Scalar(Scalar::I128 | Scalar::U128) if is_kept => self.reject_number(),
            Shape::Scalar(_) | Shape::Literal(_) | Shape::Parameter(_) => {}
            Shape::List(of) | Shape::Array { item: of, .. } | Shape::Nullable(of) | Shape::Deferred(of) => {
                self.shape(of, is_kept)
            }
            Shape::Map { key, value } => {
                if is_kept && !self.is_string_key(key) {
                    self.reject_key();
                }
                self.shape(value, is_kept);
            }
            Shape::Tuple(parts) => parts.iter().for_each(|part| self.shape(part, is_kept)),
            Shape::Entries { key, value } => [key, value].iter().for_each(|part| self.shape(part, is_kept)),
            Shape::Object(object) => self.object(object, is_kept),
            // The own members of a struct stand before those that are flattened into it.
            Shape::Intersection(parts) => {
                let is_own = |at, part: &Shape| at == 0 && matches!(part, Shape::Object(_));
                parts.iter().enumerate().for_each(|(at, part)| self.shape(part, is_kept || !is_own(at, part)));
            }
            Shape::Union(union) => {
                let is_kept = is_kept || union.tagging != Tagging::External;
                union.variants.iter().for_each(|variant| self.shape(&variant.shape, is_kept));
            }
            Shape::Type { name, arguments } => {
                let Some(definition) = self.contract.definition(name) else { return };
                if self.seen.insert((shape.clone(), is_kept)) {
                    let user = format!("type {} ({})", definition.rust_path, definition.source);
                    let outside = (std::mem::replace(&mut self.owner, user), std::mem::take(&mut self.path));
                    self.shape(&definition.shape.substitute(&definition.parameters, arguments), is_kept);
                    (self.owner, self.path) = outside;
                }
            }
        }
    }

    fn object(&mut self, object: &Object, is_kept: bool) {
        for field in &object.fields {
            self.path.push(field.name.clone());
            self.shape(&field.shape, is_kept);
            self.path.pop();
        }
    }

    /// Whether a key is read from a string as it stands: not the digits of a number, nor the word of a truth value.
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
            "an integer of 128 bits",
            "Send it as a string: `#[serde(with = \"isotype::with::bigint\")] #[specta(type = isotype::with::BigInt)]`",
        );
    }

    fn reject_key(&mut self) {
        self.reject(
            "a key that is a number or a truth value",
            "Send the map as a list of pairs: `#[serde(with = \"isotype::with::entries\")] \
             #[specta(type = isotype::with::Entries<K, V>)]`",
        );
    }

    fn reject(&mut self, what: &str, instead: &str) {
        let (user, path) = (&self.owner, self.path.join("."));
        let place = if path.is_empty() { user.clone() } else { format!("`{path}` in {user}") };
        self.diagnostics.push(format!(
            "{place}: serde cannot read {what} in what it keeps back: a variant that a tag inside or nothing tells, or what is \
             flattened. {instead}"
        ));
    }
}
