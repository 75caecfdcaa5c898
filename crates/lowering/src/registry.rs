use std::{
    any::type_name,
    collections::{BTreeMap, HashMap, HashSet},
};

use specta::{
    Type, Types,
    datatype::{DataType, Reference},
};

use crate::{Described, DescribedError, DescribedProcedure, lower, names, origin::Kept, reach};
use isotype_contract::{Contract, ErrorType, ErrorVariant, FieldRules, Integers, Proof, Refused, Scheme};

/// Collects types while procedures describe themselves.
///
/// ```
/// # use isotype_contract::{Encoding, Kind, Procedure, Source};
/// # use isotype_lowering::Registry;
/// let mut registry = Registry::new();
/// let (input, output) = (registry.shape::<String>(), registry.shape::<bool>());
/// registry.add(Procedure {
///     name: "names.free".into(),
///     aliases: Vec::new(),
///     kind: Kind::Query,
///     docs: String::new(),
///     deprecated: None,
///     source: Source { file: "src/names.rs".into(), line: 1, column: 1 },
///     proofs: Vec::new(),
///     public: false,
///     policies: Vec::new(),
///     input,
///     encoding: Encoding::Json,
///     rest: None,
///     output,
///     streams: false,
///     tracked: false,
///     errors: Vec::new(),
/// });
/// let contract = registry.finish()?;
/// assert_eq!(contract.procedures[0].name, "names.free");
/// # Ok::<(), isotype_contract::Refused>(())
/// ```
#[derive(Debug, Default)]
pub struct Registry {
    types: Types,
    /// Rust's names of the types whose shapes were asked for.
    asked: HashSet<&'static str>,
    complaints: Vec<String>,
    procedures: Vec<DescribedProcedure>,
    kept: HashMap<Reference, Kept>,
    proofs: BTreeMap<String, Option<Scheme>>,
    integers: Integers,
}

impl Registry {
    /// A registry that knows nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// What `T` is, with every named type it is made of.
    pub fn shape<T: Type>(&mut self) -> Described {
        if !self.asked.insert(type_name::<T>()) {
            return Described(T::definition(&mut self.types));
        }
        // specta takes types of one name in one module for one, and those within functions are in the function's module.
        let mut own = Types::default();
        let shape = T::definition(&mut own);
        self.complaints.extend(names::mistaken(&self.types, &own));
        self.types.extend(&own);
        Described(shape)
    }

    /// The shape of a type of declared errors.
    pub fn error<T: Type>(&mut self, variants: &'static [ErrorVariant]) -> DescribedError {
        ErrorType { shape: self.shape::<T>(), variants: variants.to_vec() }
    }

    /// Adds what the fields of a named type must keep to, and whether members that it does not know are refused
    /// (`#[serde(deny_unknown_fields)]`). Says whether it was not known before.
    pub fn constrain<T: Type>(&mut self, rules: Vec<FieldRules>, closed: bool) -> bool {
        let DataType::Reference(Reference::Named(reference)) = T::definition(&mut self.types) else { return false };
        let Some(key) = self.types.get(&reference).map(reach::key) else { return false };
        self.kept.insert(key, Kept { rules, closed }).is_none()
    }

    /// Adds a procedure.
    pub fn add(&mut self, procedure: DescribedProcedure) {
        self.procedures.push(procedure);
    }

    /// Adds what procedures require to be proved.
    pub fn prove(&mut self, proof: Proof) {
        let scheme = self.proofs.entry(proof.name).or_default();
        *scheme = scheme.take().or(proof.scheme);
    }

    /// Says what becomes of wide integers.
    pub fn integers(&mut self, integers: Integers) {
        self.integers = integers;
    }

    /// The contract of everything that was added.
    ///
    /// # Errors
    ///
    /// When a type cannot be told as it is on the wire, two would have one name or are taken for one, or [`Contract::places`] or
    /// [`Contract::routes`] refuses.
    pub fn finish(self) -> Result<Contract, Refused> {
        if !self.complaints.is_empty() {
            return Err(Refused(self.complaints));
        }
        let mut contract = lower::contract(self.procedures, &self.types, &self.kept)?;
        contract.proofs = self.proofs.into_iter().map(|(name, scheme)| Proof { name, scheme }).collect();
        contract.integers = self.integers;
        contract.places()?;
        contract.routes()?;
        Ok(contract)
    }
}
