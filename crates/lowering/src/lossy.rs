//! Check for values that JSON or TypeScript cannot distinguish. Type arguments are substituted first.

use std::collections::{BTreeSet, HashSet};

use isotype_contract::{Contract, Scalar, Shape, Tagging};

/// Maximum depth of nested untagged enums.
const MAX_DEPTH: usize = 8;

/// Reports values that a reader could not distinguish, or would lose.
pub(crate) fn check(contract: &Contract, diagnostics: &mut Vec<String>) {
    let mut checker =
        LossyChecker { contract, seen: HashSet::new(), location: String::new(), path: Vec::new(), diagnostics };
    for procedure in &contract.procedures {
        let errors = procedure.errors.iter().map(|error| ("an error", &error.shape));
        let input = procedure.encoding.is_json().then_some(("the input", &procedure.input));
        for (role, shape) in input.into_iter().chain([("the output", &procedure.output)]).chain(errors) {
            checker.location = format!("{role} of `{}` ({})", procedure.name, procedure.source);
            checker.shape(shape);
        }
    }
}

struct LossyChecker<'a> {
    contract: &'a Contract,
    seen: HashSet<Shape>,
    /// Current position (the type or its use in a procedure, plus the field path within it), for
    /// diagnostics.
    location: String,
    path: Vec<String>,
    diagnostics: &'a mut Vec<String>,
}

impl LossyChecker<'_> {
    fn shape(&mut self, shape: &Shape) {
        match shape {
            Shape::Scalar(_) | Shape::Literal(_) | Shape::Parameter(_) => {}
            Shape::List(inner) | Shape::Array { item: inner, .. } | Shape::Deferred(inner) => self.shape(inner),
            Shape::Nullable(inner) => {
                if is_nullable(self.contract, inner, MAX_DEPTH) {
                    self.reject(
                        "an `Option` of a value that may be `null`: `Some(null)` and `None` are the same in JSON; omit `None` \
                         with `#[serde(default, skip_serializing_if = \"Option::is_none\", with = \"isotype::with::double_option\")] \
                         #[isotype(type = isotype::with::DoubleOption<T>)]` for an `Option<Option<T>>`, or \
                         remove one of the two",
                    );
                }
                self.shape(inner);
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
                object.additional.iter().for_each(|additional| self.shape(additional));
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
                    let location = format!("type {} ({})", definition.rust_path, definition.source);
                    let outer = (std::mem::replace(&mut self.location, location), std::mem::take(&mut self.path));
                    self.shape(&definition.shape.substitute(&definition.parameters, arguments));
                    (self.location, self.path) = outer;
                }
            }
        }
    }

    fn intersection(&mut self, parts: &[Shape]) {
        if parts.iter().any(|part| matches!(self.contract.resolve(part), Shape::Map { .. })) {
            self.reject(
                "a flattened type parameter is a map, which TypeScript cannot express; flatten the map itself, or give it a \
                 field of its own",
            );
        }
        let has_additional = |part: &Shape| matches!(part, Shape::Object(object) if object.additional.is_some());
        let is_enum = |part: &Shape| matches!(self.contract.resolve(part), Shape::Union(union) if union.tagging != Tagging::External);
        if parts.iter().any(has_additional) && parts.iter().any(is_enum) {
            self.reject(
                "serde also puts the fields of a flattened enum that is not externally tagged into a flattened map; give \
                 one of the two a field of its own",
            );
        }
        self.check_unique_names(parts.iter().map(|part| field_names(self.contract, part)).collect());
        parts.iter().for_each(|part| self.shape(part));
    }

    /// Reports names that occur more than once.
    fn check_unique_names(&mut self, names: Vec<BTreeSet<String>>) {
        let mut seen = BTreeSet::new();
        for name in names.into_iter().flatten() {
            if !seen.insert(name.clone()) {
                self.reject(&format!(
                    "duplicate name `{name}`: a reader gets only one of the values; rename one with `#[serde(rename = \"...\")]`"
                ));
            }
        }
    }

    fn reject(&mut self, reason: &str) {
        let (location, path) = (&self.location, self.path.join("."));
        let location = if path.is_empty() { location.clone() } else { format!("`{path}` in {location}") };
        self.diagnostics.push(format!("{location}: {reason}"));
    }
}

/// Returns `true` if the shape allows `null`. Arbitrary JSON does not count, because its `null` has no other meaning.
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

/// Returns the names of all fields that a part of an intersection may have.
fn field_names(contract: &Contract, part: &Shape) -> BTreeSet<String> {
    match contract.normalize(part) {
        Shape::Object(object) => object.fields.into_iter().map(|field| field.name).collect(),
        Shape::Union(union) => {
            union.variants.iter().flat_map(|variant| field_names(contract, &variant.shape)).collect()
        }
        Shape::Nullable(inner) => field_names(contract, &inner),
        Shape::Literal(name) => BTreeSet::from([name]),
        _ => BTreeSet::new(),
    }
}
