//! Construction of integer nodes from shapes.

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

/// Builds the integer nodes of a contract's procedures.
pub(super) struct IntegerLocator<'a> {
    pub(super) contract: &'a Contract,
    /// Named types that contain wide integers at any depth.
    wide_types: HashSet<&'a str>,
    nodes: Vec<IntegerNode>,
    /// Indices of existing nodes, so that equal nodes are shared.
    interned: HashMap<IntegerNode, usize>,
    /// Node indices of named types, which may be recursive.
    type_nodes: HashMap<Shape, usize>,
    /// Current position (the procedure or type, plus the field path within it), for diagnostics.
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

    /// Returns the node indices of the procedure's input, output and declared errors.
    pub(super) fn locate(&mut self, procedure: &Procedure) -> [usize; 3] {
        self.owner = format!("`{}` ({})", procedure.name, procedure.source);
        // Form fields are strings, which serde parses into integers.
        let input = if procedure.encoding.is_json() { self.node_index(&procedure.input) } else { NO_INTEGERS };
        let output = self.node_index(&procedure.output);
        let mut variants = BTreeMap::new();
        for error in &procedure.errors {
            let index = self.node_index(&error.shape);
            variants.extend(error.variants.iter().map(|variant| (variant.name.to_string(), index)));
        }
        let error = self.tagged("type", variants, NO_INTEGERS);
        [input, output, self.intern(error)]
    }

    pub(super) fn finish(self) -> Result<Arc<[IntegerNode]>, ContractError> {
        if self.diagnostics.is_empty() { Ok(self.nodes.into()) } else { Err(ContractError(self.diagnostics)) }
    }

    /// Returns the index of the shape's node, creating the node if necessary.
    pub(super) fn node_index(&mut self, shape: &Shape) -> usize {
        match shape {
            _ if !has_wide_integers(shape, &self.wide_types) => NO_INTEGERS,
            Shape::Nullable(inner) => self.node_index(inner),
            Shape::Type { .. } => self.type_node_index(shape),
            shape => {
                let node = self.build_node(shape);
                self.intern(node)
            }
        }
    }

    fn type_node_index(&mut self, shape: &Shape) -> usize {
        if let Some(index) = self.type_nodes.get(shape) {
            return *index;
        }
        let index = self.nodes.len();
        self.nodes.push(IntegerNode::None);
        self.type_nodes.insert(shape.clone(), index);
        let outer = (self.owner.clone(), std::mem::take(&mut self.path));
        if let Shape::Type { name, .. } = shape
            && let Some(definition) = self.contract.definition(name)
        {
            self.owner = format!("type {} ({})", definition.rust_path, definition.source);
        }
        let node = self.build_node(shape);
        (self.owner, self.path) = outer;
        if let Some(slot) = self.nodes.get_mut(index) {
            *slot = node;
        }
        index
    }

    pub(super) fn intern(&mut self, node: IntegerNode) -> usize {
        if let Some(index) = self.interned.get(&node) {
            return *index;
        }
        let index = self.nodes.len();
        self.nodes.push(node.clone());
        self.interned.insert(node, index);
        index
    }

    pub(super) fn node(&self, index: usize) -> IntegerNode {
        self.nodes.get(index).cloned().unwrap_or_default()
    }

    fn build_node(&mut self, shape: &Shape) -> IntegerNode {
        match self.contract.normalize(shape) {
            Shape::Scalar(scalar) if scalar.is_wide_integer() => IntegerNode::Integer,
            Shape::Nullable(inner) => {
                let index = self.node_index(&inner);
                self.node(index)
            }
            Shape::List(item) | Shape::Array { item, .. } => match self.node_index(&item) {
                NO_INTEGERS => IntegerNode::None,
                index => IntegerNode::Items(index),
            },
            Shape::Tuple(parts) => {
                let parts: Vec<usize> = parts.iter().map(|part| self.node_index(part)).collect();
                if parts.iter().all(|part| *part == NO_INTEGERS) {
                    IntegerNode::None
                } else {
                    IntegerNode::Tuple(parts)
                }
            }
            Shape::Deferred(inner) => match self.node_index(&inner) {
                NO_INTEGERS => IntegerNode::None,
                index => IntegerNode::Deferred(index),
            },
            Shape::Union(union) => self.union(&union),
            shape => self.members(&shape).map(ObjectMembers::into_node).unwrap_or_default(),
        }
    }

    /// Returns the members of a shape that is always an object, including those without integers.
    pub(super) fn members(&mut self, shape: &Shape) -> Option<ObjectMembers> {
        match self.contract.normalize(shape) {
            Shape::Map { value, .. } => {
                Some(ObjectMembers { named: BTreeMap::new(), additional: Some(self.node_index(&value)) })
            }
            Shape::Object(Object { fields, additional, .. }) => {
                let mut named = BTreeMap::new();
                for field in fields {
                    self.path.push(field.name.clone());
                    let index = self.node_index(&field.shape);
                    self.path.pop();
                    named.extend(field.aliases.into_iter().chain([field.name]).map(|name| (name, index)));
                }
                Some(ObjectMembers { named, additional: additional.map(|shape| self.node_index(&shape)) })
            }
            _ => None,
        }
    }

    fn union(&mut self, union: &Union) -> IntegerNode {
        match &union.tagging {
            // Each variant is an object with a single member, named after the variant.
            Tagging::External => {
                let objects = union.variants.iter().filter_map(|variant| self.members(&variant.shape));
                merge_members(objects.collect()).unwrap_or_default().into_node()
            }
            Tagging::Tag(tag) => {
                let (mut variants, mut fallback) = (BTreeMap::new(), NO_INTEGERS);
                for variant in &union.variants {
                    match self.node_index(&variant.shape) {
                        index if variant.other => fallback = index,
                        index => _ = variants.insert(variant.name.clone(), index),
                    }
                }
                self.tagged(tag, variants, fallback)
            }
            Tagging::Untagged => self.untagged(union),
        }
    }

    fn tagged(&mut self, tag: &str, variants: BTreeMap<String, usize>, fallback: usize) -> IntegerNode {
        if fallback == NO_INTEGERS && variants.values().all(|index| *index == NO_INTEGERS) {
            return IntegerNode::None;
        }
        IntegerNode::Tagged { tag: tag.to_owned(), variants, fallback }
    }

    pub(super) fn reject(&mut self, reason: &str) -> IntegerNode {
        let (owner, path) = (&self.owner, self.path.join("."));
        let location = if path.is_empty() { owner.clone() } else { format!("`{path}` in {owner}") };
        self.diagnostics.push(format!(
            "{location}: `Router::integers` encodes 64- and 128-bit integers as strings, and {reason}; tag the enum, for \
             example with `#[serde(tag = \"type\")]`"
        ));
        IntegerNode::None
    }
}
