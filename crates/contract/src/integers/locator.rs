//! From shapes to places.

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    sync::Arc,
};

use super::{
    merge::merge_members,
    node::{IntegerNode, NO_INTEGERS, ObjectMembers},
    wide_types::{has_wide_integers, types_with_wide_integers},
};
use crate::{Contract, ContractError, Object, Procedure, Shape, Tagging, Union};

/// Finds the places of a contract's procedures.
pub(super) struct IntegerLocator<'a> {
    pub(super) contract: &'a Contract,
    /// The named types that have some, however deep.
    wide_types: HashSet<&'a str>,
    nodes: Vec<IntegerNode>,
    /// Places that are alike are one.
    interned: HashMap<IntegerNode, usize>,
    /// A type may contain itself.
    type_nodes: HashMap<Shape, usize>,
    /// The procedure or the type that is looked at, and the members that lead to the part.
    owner: String,
    path: Vec<String>,
    diagnostics: Vec<String>,
}

impl<'a> IntegerLocator<'a> {
    pub(super) fn new(contract: &'a Contract) -> Self {
        IntegerLocator {
            contract,
            wide_types: types_with_wide_integers(contract),
            nodes: vec![IntegerNode::None],
            interned: HashMap::from([(IntegerNode::None, NO_INTEGERS)]),
            type_nodes: HashMap::new(),
            owner: String::new(),
            path: Vec::new(),
            diagnostics: Vec::new(),
        }
    }

    /// The places of its input, its output and its errors.
    pub(super) fn locate(&mut self, procedure: &Procedure) -> [usize; 3] {
        self.owner = format!("`{}` ({})", procedure.name, procedure.source);
        // The fields of a form are text, of which serde makes what it wants.
        let input = if procedure.encoding.is_json() { self.node_index(&procedure.input) } else { NO_INTEGERS };
        let output = self.node_index(&procedure.output);
        let mut variants = BTreeMap::new();
        for error in &procedure.errors {
            let at = self.node_index(&error.shape);
            variants.extend(error.variants.iter().map(|variant| (variant.name.to_string(), at)));
        }
        let error = self.tagged("type", variants, NO_INTEGERS);
        [input, output, self.intern(error)]
    }

    pub(super) fn finish(self) -> Result<Arc<[IntegerNode]>, ContractError> {
        if self.diagnostics.is_empty() { Ok(self.nodes.into()) } else { Err(ContractError(self.diagnostics)) }
    }

    /// The number of a shape's place.
    pub(super) fn node_index(&mut self, shape: &Shape) -> usize {
        match shape {
            _ if !has_wide_integers(shape, &self.wide_types) => NO_INTEGERS,
            Shape::Nullable(of) => self.node_index(of),
            Shape::Type { .. } => self.type_node_index(shape),
            shape => {
                let place = self.build_node(shape);
                self.intern(place)
            }
        }
    }

    fn type_node_index(&mut self, shape: &Shape) -> usize {
        if let Some(number) = self.type_nodes.get(shape) {
            return *number;
        }
        let number = self.nodes.len();
        self.nodes.push(IntegerNode::None);
        self.type_nodes.insert(shape.clone(), number);
        let outside = (self.owner.clone(), std::mem::take(&mut self.path));
        if let Shape::Type { name, .. } = shape
            && let Some(definition) = self.contract.definition(name)
        {
            self.owner = format!("type {} ({})", definition.rust_path, definition.source);
        }
        let place = self.build_node(shape);
        (self.owner, self.path) = outside;
        if let Some(own) = self.nodes.get_mut(number) {
            *own = place;
        }
        number
    }

    pub(super) fn intern(&mut self, place: IntegerNode) -> usize {
        if let Some(number) = self.interned.get(&place) {
            return *number;
        }
        let number = self.nodes.len();
        self.nodes.push(place.clone());
        self.interned.insert(place, number);
        number
    }

    pub(super) fn node(&self, number: usize) -> IntegerNode {
        self.nodes.get(number).cloned().unwrap_or_default()
    }

    fn build_node(&mut self, shape: &Shape) -> IntegerNode {
        match self.contract.normalize(shape) {
            Shape::Scalar(scalar) if scalar.is_wide_integer() => IntegerNode::Integer,
            Shape::Nullable(of) => {
                let number = self.node_index(&of);
                self.node(number)
            }
            Shape::List(of) | Shape::Array { item: of, .. } => match self.node_index(&of) {
                NO_INTEGERS => IntegerNode::None,
                of => IntegerNode::Items(of),
            },
            Shape::Tuple(parts) => {
                let parts: Vec<usize> = parts.iter().map(|part| self.node_index(part)).collect();
                if parts.iter().all(|part| *part == NO_INTEGERS) {
                    IntegerNode::None
                } else {
                    IntegerNode::Tuple(parts)
                }
            }
            Shape::Deferred(of) => match self.node_index(&of) {
                NO_INTEGERS => IntegerNode::None,
                of => IntegerNode::Deferred(of),
            },
            Shape::Union(union) => self.union(&union),
            shape => self.members(&shape).map(ObjectMembers::into_node).unwrap_or_default(),
        }
    }

    /// The members of what is always an object, those without any too.
    pub(super) fn members(&mut self, shape: &Shape) -> Option<ObjectMembers> {
        match self.contract.normalize(shape) {
            Shape::Map { value, .. } => {
                Some(ObjectMembers { named: BTreeMap::new(), additional: Some(self.node_index(&value)) })
            }
            Shape::Object(Object { fields, additional: rest, .. }) => {
                let mut named = BTreeMap::new();
                for field in fields {
                    self.path.push(field.name.clone());
                    let number = self.node_index(&field.shape);
                    self.path.pop();
                    named.extend(field.aliases.into_iter().chain([field.name]).map(|name| (name, number)));
                }
                Some(ObjectMembers { named, additional: rest.map(|rest| self.node_index(&rest)) })
            }
            _ => None,
        }
    }

    fn union(&mut self, union: &Union) -> IntegerNode {
        match &union.tagging {
            // Each has a name of its own.
            Tagging::External => {
                let objects = union.variants.iter().filter_map(|variant| self.members(&variant.shape));
                merge_members(objects.collect()).unwrap_or_default().into_node()
            }
            Tagging::Tag(tag) => {
                let (mut variants, mut other) = (BTreeMap::new(), NO_INTEGERS);
                for variant in &union.variants {
                    match self.node_index(&variant.shape) {
                        number if variant.other => other = number,
                        number => _ = variants.insert(variant.name.clone(), number),
                    }
                }
                self.tagged(tag, variants, other)
            }
            Tagging::Untagged => self.untagged(union),
        }
    }

    fn tagged(&mut self, tag: &str, variants: BTreeMap<String, usize>, other: usize) -> IntegerNode {
        if other == NO_INTEGERS && variants.values().all(|number| *number == NO_INTEGERS) {
            return IntegerNode::None;
        }
        IntegerNode::Tagged { tag: tag.to_owned(), variants, fallback: other }
    }

    pub(super) fn reject(&mut self, reason: &str) -> IntegerNode {
        let (user, path) = (&self.owner, self.path.join("."));
        let place = if path.is_empty() { user.clone() } else { format!("`{path}` in {user}") };
        self.diagnostics.push(format!(
            "{place}: an integer of 64 or 128 bits is a string of digits by `Router::integers`, and {reason}. Tag the enum, for example \
             with `#[serde(tag = \"type\")]`"
        ));
        IntegerNode::None
    }
}
