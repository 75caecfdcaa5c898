use specta::Types;

use crate::Procedure;

/// A whole API. Made by [`Registry::finish`](crate::Registry::finish).
#[derive(Clone, Debug)]
pub struct Contract {
    /// The procedures, sorted by name.
    pub procedures: Vec<Procedure>,
    types: Types,
}

impl Contract {
    pub(crate) fn new(mut procedures: Vec<Procedure>, types: Types) -> Self {
        procedures.sort_by(|a, b| a.name.cmp(&b.name));
        Self { procedures, types }
    }

    /// For `isotype-codegen`, which pins the same specta.
    #[doc(hidden)]
    pub fn types(&self) -> &Types {
        &self.types
    }
}
