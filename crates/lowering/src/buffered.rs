//! What serde keeps back until it knows what it is: the variants of an enum that is not tagged from outside, and what is flattened.
//! It keeps no integers of 128 bits, and no keys but strings.

use std::collections::HashSet;

use isotype_contract::{Contract, Object, Scalar, Shape, Told};

/// Complains about what the server could never read.
pub(crate) fn complain(contract: &Contract, complaints: &mut Vec<String>) {
    let mut walk = Walk { contract, seen: HashSet::new(), user: String::new(), path: Vec::new(), complaints };
    for procedure in contract.procedures.iter().filter(|procedure| procedure.encoding.is_json()) {
        walk.user = format!("the input of `{}` ({})", procedure.name, procedure.source);
        walk.shape(&procedure.input, false);
    }
}

struct Walk<'a> {
    contract: &'a Contract,
    seen: HashSet<(Shape, bool)>,
    /// The input or the type that is looked at, and the members that lead to the part.
    user: String,
    path: Vec<String>,
    complaints: &'a mut Vec<String>,
}

impl Walk<'_> {
    fn shape(&mut self, shape: &Shape, is_kept: bool) {
        match shape {
            Shape::Scalar(Scalar::I128 | Scalar::U128) if is_kept => self.refuse_number(),
            Shape::Scalar(_) | Shape::Literal(_) | Shape::Parameter(_) => {}
            Shape::List(of) | Shape::Array { of, .. } | Shape::Nullable(of) | Shape::Later(of) => {
                self.shape(of, is_kept)
            }
            Shape::Map { key, value } => {
                if is_kept && !self.is_text(key) {
                    self.refuse_key();
                }
                self.shape(value, is_kept);
            }
            Shape::Tuple(parts) => parts.iter().for_each(|part| self.shape(part, is_kept)),
            Shape::Entries { key, value } => [key, value].iter().for_each(|part| self.shape(part, is_kept)),
            Shape::Object(object) => self.object(object, is_kept),
            // The own members of a struct stand before those that are flattened into it.
            Shape::All(parts) => {
                let is_own = |at, part: &Shape| at == 0 && matches!(part, Shape::Object(_));
                parts.iter().enumerate().for_each(|(at, part)| self.shape(part, is_kept || !is_own(at, part)));
            }
            Shape::Union(union) => {
                let is_kept = is_kept || union.told != Told::Key;
                union.variants.iter().for_each(|variant| self.shape(&variant.shape, is_kept));
            }
            Shape::Type { name, arguments } => {
                let Some(definition) = self.contract.definition(name) else { return };
                if self.seen.insert((shape.clone(), is_kept)) {
                    let user = format!("type {} ({})", definition.rust, definition.source);
                    let outside = (std::mem::replace(&mut self.user, user), std::mem::take(&mut self.path));
                    self.shape(&definition.shape.with(&definition.parameters, arguments), is_kept);
                    (self.user, self.path) = outside;
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
    fn is_text(&self, key: &Shape) -> bool {
        match self.contract.resolve(key) {
            Shape::Scalar(scalar) => {
                let is_float = matches!(scalar, Scalar::F32 | Scalar::F64);
                !(is_float || scalar.is_wide() || scalar.bounds().is_some() || scalar == Scalar::Boolean)
            }
            _ => true,
        }
    }

    fn refuse_number(&mut self) {
        self.refuse(
            "an integer of 128 bits",
            "Send it as a string: `#[serde(with = \"isotype::with::bigint\")] #[specta(type = isotype::with::BigInt)]`",
        );
    }

    fn refuse_key(&mut self) {
        self.refuse(
            "a key that is a number or a truth value",
            "Send the map as a list of pairs: `#[serde(with = \"isotype::with::entries\")] \
             #[specta(type = isotype::with::Entries<K, V>)]`",
        );
    }

    fn refuse(&mut self, what: &str, instead: &str) {
        let (user, path) = (&self.user, self.path.join("."));
        let place = if path.is_empty() { user.clone() } else { format!("`{path}` in {user}") };
        self.complaints.push(format!(
            "{place}: serde cannot read {what} in what it keeps back: a variant that a tag inside or nothing tells, or what is \
             flattened. {instead}"
        ));
    }
}
