//! What would be lost, or be another value, where a type stands with its arguments in place.

use std::collections::{BTreeSet, HashSet};

use isotype_contract::{Contract, Scalar, Shape, Tagging};

/// As deep do variants without tags stand in each other.
const MAX_DEPTH: usize = 8;

/// Complains about what nobody could read as what was written.
pub(crate) fn check(contract: &Contract, complaints: &mut Vec<String>) {
    let mut walk = LossyChecker {
        contract,
        seen: HashSet::new(),
        location: String::new(),
        path: Vec::new(),
        diagnostics: complaints,
    };
    for procedure in &contract.procedures {
        let errors = procedure.errors.iter().map(|error| ("an error", &error.shape));
        let input = procedure.encoding.is_json().then_some(("the input", &procedure.input));
        for (what, shape) in input.into_iter().chain([("the output", &procedure.output)]).chain(errors) {
            walk.location = format!("{what} of `{}` ({})", procedure.name, procedure.source);
            walk.shape(shape);
        }
    }
}

struct LossyChecker<'a> {
    contract: &'a Contract,
    seen: HashSet<Shape>,
    /// The use or the type that is looked at, and the members that lead to the part.
    location: String,
    path: Vec<String>,
    diagnostics: &'a mut Vec<String>,
}

impl LossyChecker<'_> {
    fn shape(&mut self, shape: &Shape) {
        match shape {
            Shape::Scalar(_) | Shape::Literal(_) | Shape::Parameter(_) => {}
            Shape::List(of) | Shape::Array { item: of, .. } | Shape::Deferred(of) => self.shape(of),
            Shape::Nullable(of) => {
                if is_nullable(self.contract, of, MAX_DEPTH) {
                    self.reject(
                        "an `Option` of what may be `null` itself: `Some` of that and `None` are one on the wire. Leave `None` out: \
                         `#[serde(default, skip_serializing_if = \"Option::is_none\", with = \"isotype::with::double_option\")] \
                         #[specta(type = isotype::with::DoubleOption<T>)]` for an `Option<Option<T>>`, or take away one of the two",
                    );
                }
                self.shape(of);
            }
            Shape::Tuple(parts) => parts.iter().for_each(|part| self.shape(part)),
            Shape::Map { key, value } | Shape::Entries { key, value } => {
                [key, value].iter().for_each(|part| self.shape(part));
            }
            Shape::Object(object) => {
                self.check_unique_names(
                    object.fields.iter().map(|field| BTreeSet::from([field.name.clone()])).collect(),
                );
                for field in &object.fields {
                    self.path.push(field.name.clone());
                    self.shape(&field.shape);
                    self.path.pop();
                }
                object.additional.iter().for_each(|rest| self.shape(rest));
            }
            Shape::Intersection(parts) => self.intersection(parts),
            Shape::Union(union) => {
                if union.tagging != Tagging::Untagged {
                    let names = union.variants.iter().map(|variant| BTreeSet::from([variant.name.clone()]));
                    self.check_unique_names(names.collect());
                }
                union.variants.iter().for_each(|variant| self.shape(&variant.shape));
            }
            Shape::Type { name, arguments } => {
                let Some(definition) = self.contract.definition(name) else { return };
                if self.seen.insert(shape.clone()) {
                    let place = format!("type {} ({})", definition.rust_path, definition.source);
                    let outside = (std::mem::replace(&mut self.location, place), std::mem::take(&mut self.path));
                    self.shape(&definition.shape.substitute(&definition.parameters, arguments));
                    (self.location, self.path) = outside;
                }
            }
        }
    }

    fn intersection(&mut self, parts: &[Shape]) {
        if parts.iter().any(|part| matches!(self.contract.resolve(part), Shape::Map { .. })) {
            self.reject(
                "a map takes the place of a type parameter that is flattened, and TypeScript has no type for it. \
                 Flatten the map itself, or give it a member of its own",
            );
        }
        let is_open = |part: &Shape| matches!(part, Shape::Object(object) if object.additional.is_some());
        let is_left = |part: &Shape| matches!(self.contract.resolve(part), Shape::Union(union) if union.tagging != Tagging::External);
        if parts.iter().any(is_open) && parts.iter().any(is_left) {
            self.reject(
                "serde leaves the members of a flattened enum, but one that is tagged from outside, to a map that is flattened beside it. \
                 Give one of the two a member of its own",
            );
        }
        self.check_unique_names(parts.iter().map(|part| members(self.contract, part)).collect());
        parts.iter().for_each(|part| self.shape(part));
    }

    /// Complains about names that several have.
    fn check_unique_names(&mut self, of: Vec<BTreeSet<String>>) {
        let mut taken = BTreeSet::new();
        for name in of.into_iter().flatten() {
            if !taken.insert(name.clone()) {
                self.reject(&format!(
                    "`{name}` is there twice, of which a reader gets one. Rename one of them with `#[serde(rename = \"...\")]`"
                ));
            }
        }
    }

    fn reject(&mut self, reason: &str) {
        let (place, path) = (&self.location, self.path.join("."));
        let place = if path.is_empty() { place.clone() } else { format!("`{path}` in {place}") };
        self.diagnostics.push(format!("{place}: {reason}"));
    }
}

/// Whether `null` is one of its values. Any JSON may be: what it means then is its own business.
fn is_nullable(contract: &Contract, shape: &Shape, depth: usize) -> bool {
    let Some(deeper) = depth.checked_sub(1) else { return false };
    match contract.resolve(shape) {
        Shape::Scalar(Scalar::Null) | Shape::Nullable(_) => true,
        Shape::Union(union) if union.tagging == Tagging::Untagged => {
            union.variants.iter().any(|variant| is_nullable(contract, &variant.shape, deeper))
        }
        _ => false,
    }
}

/// The names of the members that a part of an object may have.
fn members(contract: &Contract, part: &Shape) -> BTreeSet<String> {
    match contract.normalize(part) {
        Shape::Object(object) => object.fields.into_iter().map(|field| field.name).collect(),
        Shape::Union(union) => union.variants.iter().flat_map(|variant| members(contract, &variant.shape)).collect(),
        Shape::Nullable(of) => members(contract, &of),
        Shape::Literal(name) => BTreeSet::from([name]),
        _ => BTreeSet::new(),
    }
}
