use std::{
    any::type_name,
    collections::{BTreeMap, HashMap, HashSet},
};

use specta::{
    Types,
    datatype::{DataType, Reference},
};

use crate::{
    ErrorDescription, ProcedureDescription, Type, TypeDescription, lower, names, origin::TypeConstraints, used_types,
};
use isotype_contract::{
    Contract, ContractError, ErrorType, ErrorVariant, FieldRules, GuardInfo, IntegerEncoding, SecurityScheme,
};

/// Collects procedures and the types they use, and lowers them to a [`Contract`].
///
/// # Example
///
/// ```
/// use isotype_contract::{InputEncoding, Procedure, ProcedureKind, SourceLocation};
/// use isotype_lowering::Registry;
///
/// let mut registry = Registry::new();
/// let (input, output) = (registry.describe::<String>(), registry.describe::<bool>());
/// registry.add_procedure(Procedure {
///     name: "names.isFree".into(),
///     aliases: Vec::new(),
///     kind: ProcedureKind::Query,
///     docs: String::new(),
///     deprecated: None,
///     source: SourceLocation { file: "src/names.rs".into(), line: 1, column: 1 },
///     guards: Vec::new(),
///     public: false,
///     policies: Vec::new(),
///     input,
///     encoding: InputEncoding::Json,
///     rest: None,
///     output,
///     streaming: false,
///     tracked: false,
///     errors: Vec::new(),
/// });
/// let contract = registry.finish()?;
/// assert_eq!(contract.procedures[0].name, "names.isFree");
/// # Ok::<(), isotype_contract::ContractError>(())
/// ```
#[derive(Debug, Default)]
pub struct Registry {
    types: Types,
    /// Rust names of the types described so far.
    described: HashSet<&'static str>,
    diagnostics: Vec<String>,
    procedures: Vec<ProcedureDescription>,
    constraints: HashMap<Reference, TypeConstraints>,
    guards: BTreeMap<String, Option<SecurityScheme>>,
    integers: IntegerEncoding,
}

impl Registry {
    /// Creates an empty registry.
    pub fn new() -> Self {
        Self::default()
    }

    /// Describes `T` and registers every named type that it uses.
    pub fn describe<T: Type>(&mut self) -> TypeDescription {
        if !self.described.insert(type_name::<T>()) {
            return TypeDescription(T::definition(&mut self.types));
        }
        // specta identifies a type by module and name. Types defined in function bodies have the module of the
        // function, so two of them may be confused.
        let mut types = Types::default();
        let description = TypeDescription(T::definition(&mut types));
        self.diagnostics.extend(names::ambiguous_types(&self.types, &types));
        self.types.extend(&types);
        description
    }

    /// Describes a type of declared errors and registers every named type that it uses.
    pub fn describe_error<T: Type>(&mut self, variants: &'static [ErrorVariant]) -> ErrorDescription {
        ErrorType { shape: self.describe::<T>(), variants: variants.to_vec() }
    }

    /// Adds the validation rules of a named type's fields, and whether the type denies unknown fields
    /// (`#[serde(deny_unknown_fields)]`).
    ///
    /// Returns `true` if the type had no rules before. Types without a name are ignored.
    pub fn add_rules<T: Type>(&mut self, rules: Vec<FieldRules>, deny_unknown_fields: bool) -> bool {
        let DataType::Reference(Reference::Named(reference)) = T::definition(&mut self.types) else {
            return false;
        };
        let Some(key) = self.types.get(&reference).map(used_types::type_key) else { return false };
        self.constraints.insert(key, TypeConstraints { rules, deny_unknown_fields }).is_none()
    }

    /// Adds a procedure to the contract.
    pub fn add_procedure(&mut self, procedure: ProcedureDescription) {
        self.procedures.push(procedure);
    }

    /// Adds a guard that procedures require. A documented security scheme takes precedence over a missing one.
    pub fn add_guard(&mut self, guard: GuardInfo) {
        let scheme = self.guards.entry(guard.name).or_default();
        *scheme = scheme.take().or(guard.scheme);
    }

    /// Sets the encoding of 64- and 128-bit integers.
    pub fn set_integer_encoding(&mut self, integers: IntegerEncoding) {
        self.integers = integers;
    }

    /// Builds the contract from everything that was added.
    ///
    /// # Errors
    ///
    /// Returns [`ContractError`] if a type cannot be represented in JSON or TypeScript, if two types have the same
    /// name, or if [`Contract::integer_locations`] or [`Contract::rest_operations`] fails.
    pub fn finish(self) -> Result<Contract, ContractError> {
        if !self.diagnostics.is_empty() {
            return Err(ContractError(self.diagnostics));
        }
        let mut types = self.types;
        names::restore_names(&mut types);
        let mut contract = lower::contract(self.procedures, &types, &self.constraints)?;
        contract.guards = self.guards.into_iter().map(|(name, scheme)| GuardInfo { name, scheme }).collect();
        contract.integers = self.integers;
        contract.integer_locations()?;
        contract.rest_operations()?;
        Ok(contract)
    }
}
