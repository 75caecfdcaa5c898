//! Collection of the named types that procedures use. Only those are part of the contract.

use std::collections::HashMap;

use specta::{
    Types,
    datatype::{DataType, NamedDataType, Reference},
};

use crate::{known_type::KnownType, walk};

/// Returns the key that identifies a named type: a reference without arguments.
pub(crate) fn type_key(named: &NamedDataType) -> Reference {
    named.reference(Vec::new())
}

/// Named types in use, each with the first procedure that uses it.
#[derive(Default)]
pub(crate) struct UsedTypes(HashMap<Reference, String>);

impl UsedTypes {
    /// Adds every named type that `use_site` refers to, directly or indirectly.
    pub(crate) fn collect(&mut self, types: &Types, use_site: &DataType, procedure: &str) {
        let mut queue = vec![use_site.clone()];
        while let Some(part) = queue.pop() {
            walk::references(&part, &mut |reference| {
                if let Some(named) = types.get(reference)
                    && KnownType::from_named(named).is_none()
                    && !self.0.contains_key(&type_key(named))
                {
                    self.0.insert(type_key(named), procedure.to_owned());
                    queue.extend(named.ty.clone());
                }
            });
        }
    }

    /// Returns the first procedure that uses a type, if any.
    pub(crate) fn used_by(&self, named: &NamedDataType) -> Option<&str> {
        self.0.get(&type_key(named)).map(String::as_str)
    }
}
