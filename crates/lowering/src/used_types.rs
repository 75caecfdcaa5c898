//! Which types the procedures use. Nothing else is told.

use std::collections::HashMap;

use specta::{
    Types,
    datatype::{DataType, NamedDataType, Reference},
};

use crate::{known_type::KnownType, walk};

/// The identity of a named type: a reference to it without arguments.
pub(crate) fn type_key(named: &NamedDataType) -> Reference {
    named.reference(Vec::new())
}

/// The named types that are used, and for each the name of the first procedure that uses it.
#[derive(Default)]
pub(crate) struct UsedTypes(HashMap<Reference, String>);

impl UsedTypes {
    /// Follows one use site of a procedure.
    pub(crate) fn collect(&mut self, types: &Types, use_site: &DataType, procedure: &str) {
        let mut waiting = vec![use_site.clone()];
        while let Some(part) = waiting.pop() {
            walk::references(&part, &mut |reference| {
                if let Some(named) = types.get(reference)
                    && KnownType::from_named(named).is_none()
                    && !self.0.contains_key(&type_key(named))
                {
                    self.0.insert(type_key(named), procedure.to_owned());
                    waiting.extend(named.ty.clone());
                }
            });
        }
    }

    /// The procedure that uses a type, if one does.
    pub(crate) fn used_by(&self, named: &NamedDataType) -> Option<&str> {
        self.0.get(&type_key(named)).map(String::as_str)
    }
}
