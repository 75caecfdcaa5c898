use std::{
    any::type_name,
    collections::{BTreeMap, HashMap, HashSet},
};

use specta::datatype::{DataType, Reference};

use crate::{
    ErrorDescription, ProcedureDescription, Type, TypeCollection, TypeDescription, lower, names,
    origin::TypeConstraints, used_types,
};
use isotype_contract::{
    Contract, ContractError, ErrorType, ErrorVariant, FieldRules, GuardInfo, IntegerEncoding, SecurityScheme,
};

/// Collects types while procedures describe themselves.
///
/// ```
/// # use isotype_contract::{InputEncoding, Kind, Procedure, Source};
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
///     encoding: InputEncoding::Json,
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
    types: TypeCollection,
    /// Rust's names of the types whose shapes were asked for.
    described: HashSet<&'static str>,
    diagnostics: Vec<String>,
    procedures: Vec<ProcedureDescription>,
    constraints: HashMap<Reference, TypeConstraints>,
    guards: BTreeMap<String, Option<SecurityScheme>>,
    integers: IntegerEncoding,
}

impl Registry {
    /// A registry that knows nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// What `T` is, with every named type it is made of.
    pub fn describe<T: Type>(&mut self) -> TypeDescription {
        if !self.described.insert(type_name::<T>()) {
            return T::type_description(&mut self.types);
        }
        // specta takes types of one name in one module for one, and those within functions are in the function's module.
        let mut own = TypeCollection::default();
        let description = T::type_description(&mut own);
        self.diagnostics.extend(names::ambiguous_types(&self.types.0, &own.0));
        self.types.0.extend(&own.0);
        description
    }

    /// The shape of a type of declared errors.
    pub fn describe_error<T: Type>(&mut self, variants: &'static [ErrorVariant]) -> ErrorDescription {
        ErrorType { shape: self.describe::<T>(), variants: variants.to_vec() }
    }

    /// Adds what the fields of a named type must keep to, and whether members that it does not know are refused
    /// (`#[serde(deny_unknown_fields)]`). Says whether it was not known before.
    pub fn add_rules<T: Type>(&mut self, rules: Vec<FieldRules>, closed: bool) -> bool {
        let TypeDescription(DataType::Reference(Reference::Named(reference))) = T::type_description(&mut self.types) else {
            return false;
        };
        let Some(key) = self.types.0.get(&reference).map(used_types::type_key) else { return false };
        self.constraints.insert(key, TypeConstraints { rules, deny_unknown_fields: closed }).is_none()
    }

    /// Adds a procedure.
    pub fn add_procedure(&mut self, procedure: ProcedureDescription) {
        self.procedures.push(procedure);
    }

    /// Adds what procedures require to be proved.
    pub fn add_guard(&mut self, proof: GuardInfo) {
        let scheme = self.guards.entry(proof.name).or_default();
        *scheme = scheme.take().or(proof.scheme);
    }

    /// Says what becomes of wide integers.
    pub fn set_integer_encoding(&mut self, integers: IntegerEncoding) {
        self.integers = integers;
    }

    /// The contract of everything that was added.
    ///
    /// # Errors
    ///
    /// When a type cannot be told as it is on the wire, two would have one name or are taken for one, or [`Contract::places`] or
    /// [`Contract::routes`] refuses.
    pub fn finish(self) -> Result<Contract, ContractError> {
        if !self.diagnostics.is_empty() {
            return Err(ContractError(self.diagnostics));
        }
        let mut types = self.types.0;
        names::restore_names(&mut types);
        let mut contract = lower::contract(self.procedures, &types, &self.constraints)?;
        contract.guards = self.guards.into_iter().map(|(name, scheme)| GuardInfo { name, scheme }).collect();
        contract.integers = self.integers;
        contract.integer_locations()?;
        contract.rest_operations()?;
        Ok(contract)
    }
}
