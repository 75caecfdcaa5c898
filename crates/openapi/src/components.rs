//! Named schemas under `#/components/schemas`, each defined at its first reference.

use std::collections::{BTreeMap, HashMap};

use isotype_contract::{Contract, Shape};

use crate::{
    description,
    json::{Json, Map, json},
    names, rules,
};

/// Named schemas of a document.
pub(crate) struct Components<'a> {
    pub(crate) contract: &'a Contract,
    /// Component name of each instantiated type.
    names: HashMap<Shape, String>,
    schemas: BTreeMap<String, Json>,
}

impl<'a> Components<'a> {
    pub(crate) fn new(contract: &'a Contract) -> Components<'a> {
        Components { contract, names: HashMap::new(), schemas: BTreeMap::new() }
    }

    /// Returns a `$ref` to the component of a named type, defining it if necessary.
    pub(crate) fn reference(&mut self, shape: &Shape) -> Json {
        let name = match self.names.get(shape) {
            Some(name) => name.clone(),
            None => self.define(shape),
        };
        json!({ "$ref": (format!("#/components/schemas/{name}")) })
    }

    fn define(&mut self, shape: &Shape) -> String {
        let name = self.unused_name(&names::component_name(shape));
        self.names.insert(shape.clone(), name.clone());
        // Insert a placeholder first, since a type may contain itself.
        self.schemas.insert(name.clone(), json!({}));
        let definition = match shape {
            Shape::Type { name, .. } => self.contract.definition(name),
            _ => None,
        };
        if let (Some(definition), Shape::Type { arguments, .. }) = (definition, shape) {
            let body = definition.shape.substitute(&definition.parameters, arguments);
            let mut schema = self.component_schema(&name, &body);
            rules::apply(&mut schema, &definition.rules);
            description::describe(&mut schema, &definition.docs, definition.deprecated.as_deref());
            self.schemas.insert(name.clone(), schema);
        }
        name
    }

    /// Adds a component, unless one with the same name and schema exists. Returns its name.
    pub(crate) fn add(&mut self, wanted: &str, schema: impl FnOnce(&mut Self) -> Json) -> String {
        let schema = schema(self);
        if self.schemas.get(wanted) == Some(&schema) {
            return wanted.to_owned();
        }
        let name = self.unused_name(wanted);
        self.schemas.insert(name.clone(), schema);
        name
    }

    /// Returns `wanted`, with a number appended if the name is taken.
    fn unused_name(&self, wanted: &str) -> String {
        let wanted = names::sanitized(wanted);
        let numbered = (2..).map(|number| format!("{wanted}_{number}"));
        let mut names = std::iter::once(wanted.clone()).chain(numbered);
        names.find(|name| !self.schemas.contains_key(name)).unwrap_or(wanted)
    }

    /// Returns the components, sorted by name.
    pub(crate) fn finish(self) -> Map {
        self.schemas.into_iter().collect()
    }
}
