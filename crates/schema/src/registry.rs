use specta::{Type, Types};

use crate::{Contract, ErrorType, ErrorVariant, Procedure, Shape};

/// Collects types while procedures describe themselves.
///
/// ```
/// # use isotype_schema::{Encoding, Kind, Procedure, Registry, Source};
/// let mut registry = Registry::new();
/// let (input, output) = (registry.shape::<String>(), registry.shape::<bool>());
/// registry.add(Procedure {
///     name: "names.free".into(),
///     kind: Kind::Query,
///     docs: String::new(),
///     deprecated: None,
///     source: Source { file: "src/names.rs".into(), line: 1, column: 1 },
///     input,
///     encoding: Encoding::Json,
///     output,
///     streams: false,
///     tracked: false,
///     errors: Vec::new(),
/// });
/// assert_eq!(registry.finish().procedures[0].name, "names.free");
/// ```
#[derive(Debug, Default)]
pub struct Registry {
    types: Types,
    procedures: Vec<Procedure>,
}

impl Registry {
    /// A registry that knows nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// The shape of `T`, with every named type it is made of.
    pub fn shape<T: Type>(&mut self) -> Shape {
        Shape::new(T::definition(&mut self.types))
    }

    /// The shape of a type of declared errors.
    pub fn error<T: Type>(&mut self, variants: &'static [ErrorVariant]) -> ErrorType {
        ErrorType { shape: self.shape::<T>(), variants: variants.to_vec() }
    }

    /// Adds a procedure.
    pub fn add(&mut self, procedure: Procedure) {
        self.procedures.push(procedure);
    }

    /// The contract of everything that was added.
    pub fn finish(self) -> Contract {
        Contract::new(self.procedures, self.types)
    }
}
