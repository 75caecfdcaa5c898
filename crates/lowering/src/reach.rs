//! Which types the procedures use. Nothing else is told.

use std::collections::HashMap;

use specta::{
    Types,
    datatype::{DataType, NamedDataType, Reference},
};

use crate::{leaf::Leaf, walk};

/// The identity of a named type: a reference to it without arguments.
pub(crate) fn key(named: &NamedDataType) -> Reference {
    named.reference(Vec::new())
}

/// The named types that are used, and for each the name of the first procedure that uses it.
#[derive(Default)]
pub(crate) struct Reached(HashMap<Reference, String>);

impl Reached {
    /// Follows one use site of a procedure.
    pub(crate) fn follow(&mut self, types: &Types, use_site: &DataType, procedure: &str) {
        let mut waiting = vec![use_site.clone()];
        while let Some(part) = waiting.pop() {
            walk::references(&part, &mut |reference| {
                if let Some(named) = types.get(reference)
                    && Leaf::of(named).is_none()
                    && !self.0.contains_key(&key(named))
                {
                    self.0.insert(key(named), procedure.to_owned());
                    waiting.extend(named.ty.clone());
                }
            });
        }
    }

    /// The procedure that uses a type, if one does.
    pub(crate) fn by(&self, named: &NamedDataType) -> Option<&str> {
        self.0.get(&key(named)).map(String::as_str)
    }
}
