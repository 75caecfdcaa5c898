//! Lowering of type descriptions to a contract: applies serde's attributes, splits types that differ by direction, and
//! assigns names.
//!
//! `lib.rs` lists the modules in the order in which a type passes through them.

use std::collections::{HashMap, HashSet};

use specta::{
    Types,
    datatype::{NamedDataType, Reference},
};

use crate::{
    ProcedureDescription, TypeDescription, buffered, known_type, lossy, names,
    origin::{self, TypeConstraints},
    passes,
    phase::{self, Phase},
    shapes::{self, Lowering, clean_docs},
    used_types::{UsedTypes, type_key},
};
use isotype_contract::{
    Contract, ContractError, Definition, ErrorType, InputEncoding, IntegerEncoding, Procedure, Scalar, Shape,
    SourceLocation,
};

/// Lowers procedures and their types to a contract. `constraints` contains the constraints of each named type.
pub(crate) fn contract(
    mut procedures: Vec<ProcedureDescription>,
    described: &Types,
    constraints: &HashMap<Reference, TypeConstraints>,
) -> Result<Contract, ContractError> {
    let mut original = described.clone();
    origin::mark(&mut original, constraints);
    let original = known_type::mark(&original);
    let mut types = phase::map(&original).map_err(|message| ContractError(vec![message]))?;
    procedures.sort_by(|a, b| a.name.cmp(&b.name));

    let select = |described: &TypeDescription, phase| {
        phase::select(&known_type::mark_use_site(&described.0, &types), &types, phase)
    };
    let mut used_types = UsedTypes::default();
    let mut uses = Vec::new();
    for procedure in &procedures {
        let input = select(&procedure.input, Phase::Deserialize);
        let output = select(&procedure.output, Phase::Serialize);
        let errors: Vec<_> = procedure.errors.iter().map(|error| select(&error.shape, Phase::Serialize)).collect();
        let parts = [&input, &output].into_iter().chain(&errors);
        parts.for_each(|part| used_types.collect(&types, part, &procedure.name));
        uses.push((input, output, errors));
    }

    let paths: HashMap<_, _> =
        types.into_unsorted_iter().map(|named| (type_key(named), names::rust_path(named))).collect();
    let mut diagnostics = names::assign(&original, &mut types, &used_types);
    let mut lowered = Vec::new();
    for (procedure, (input, output, errors)) in procedures.iter().zip(&uses) {
        let mut lower = |part, role: &str| {
            let lowering = Lowering::new(&types, format!("{role} of `{}` ({})", procedure.name, procedure.source));
            lowering.finish(part, &mut diagnostics)
        };
        let input = match procedure.encoding {
            InputEncoding::Bytes => Shape::from(Scalar::Null),
            InputEncoding::Json | InputEncoding::Form => lower(input, "the input"),
        };
        let output = lower(output, "the output");
        let errors = errors.iter().map(|error| lower(error, "an error")).collect();
        lowered.push(with_shapes(procedure, input, output, errors));
    }

    let mut used: Vec<&NamedDataType> =
        types.into_unsorted_iter().filter(|named| used_types.used_by(named).is_some()).collect();
    used.sort_by(|a, b| (&a.name, &a.module_path).cmp(&(&b.name, &b.module_path)));
    let definitions =
        used.into_iter().filter_map(|named| definition(named, &types, &used_types, &paths, &mut diagnostics)).collect();
    let integers = IntegerEncoding::default();
    let contract = Contract { integers, guards: Vec::new(), procedures: lowered, types: definitions };
    buffered::check(&contract, &mut diagnostics);
    let contract = passes::apply(contract);
    lossy::check(&contract, &mut diagnostics);
    let mut seen = HashSet::new();
    diagnostics.retain(|message| seen.insert(message.clone()));
    if diagnostics.is_empty() { Ok(contract) } else { Err(ContractError(diagnostics)) }
}

fn definition(
    named: &NamedDataType,
    types: &Types,
    used_types: &UsedTypes,
    paths: &HashMap<Reference, String>,
    diagnostics: &mut Vec<String>,
) -> Option<Definition> {
    let ty = named.ty.as_ref()?;
    let rust_path = paths.get(&type_key(named)).cloned().unwrap_or_default();
    let procedure = used_types.used_by(named).unwrap_or_default();
    let source = names::source_location(named);
    let owner = format!("type {rust_path} ({source}), used by `{procedure}`");
    let shape = Lowering::new(types, owner).finish(ty, diagnostics);
    let location = named.location;
    Some(Definition {
        name: named.name.to_string(),
        rust_path,
        source: SourceLocation {
            file: location.file().replace('\\', "/"),
            line: location.line(),
            column: location.column(),
        },
        docs: clean_docs(&named.docs),
        deprecated: named.deprecated.as_ref().map(shapes::deprecation_note),
        parameters: named.generics.iter().map(|generic| generic.name.to_string()).collect(),
        branded: shapes::is_newtype(ty),
        rules: shapes::tuple_rules(ty, &shape),
        shape,
    })
}

/// Returns the procedure with shapes in place of type descriptions. `errors` must be in the order of
/// `procedure.errors`.
fn with_shapes(procedure: &ProcedureDescription, input: Shape, output: Shape, errors: Vec<Shape>) -> Procedure {
    let mut unique_errors: Vec<ErrorType> = Vec::new();
    for (error, shape) in procedure.errors.iter().zip(errors) {
        let error = ErrorType { shape, variants: error.variants.clone() };
        if !unique_errors.contains(&error) {
            unique_errors.push(error);
        }
    }
    Procedure {
        name: procedure.name.clone(),
        aliases: procedure.aliases.clone(),
        kind: procedure.kind,
        docs: clean_docs(&procedure.docs),
        deprecated: procedure.deprecated.clone(),
        source: procedure.source.clone(),
        guards: procedure.guards.clone(),
        public: procedure.public,
        policies: procedure.policies.clone(),
        input,
        encoding: procedure.encoding,
        rest: procedure.rest.clone(),
        output,
        streaming: procedure.streaming,
        tracked: procedure.tracked,
        errors: unique_errors,
    }
}
