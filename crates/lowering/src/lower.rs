//! From what types say of themselves to the contract: serde's attributes followed, both directions told apart, names given.
//!
//! The modules stand in the order in which the types pass them.

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

/// The contract of these procedures, whose types are `types`, with what their fields must keep to.
pub(crate) fn contract(
    mut procedures: Vec<ProcedureDescription>,
    described: &Types,
    kept: &HashMap<Reference, TypeConstraints>,
) -> Result<Contract, ContractError> {
    let mut original = described.clone();
    origin::mark(&mut original, kept);
    let original = known_type::mark(&original);
    let mut types = phase::map(&original).map_err(|complaint| ContractError(vec![complaint]))?;
    procedures.sort_by(|a, b| a.name.cmp(&b.name));

    let select = |described: &TypeDescription, phase| {
        phase::select(&known_type::mark_use_site(&described.0, &types), &types, phase)
    };
    let mut reached = UsedTypes::default();
    let mut uses = Vec::new();
    for procedure in &procedures {
        let input = select(&procedure.input, Phase::Deserialize);
        let output = select(&procedure.output, Phase::Serialize);
        let errors: Vec<_> = procedure.errors.iter().map(|error| select(&error.shape, Phase::Serialize)).collect();
        let told = [&input, &output].into_iter().chain(&errors);
        told.for_each(|part| reached.collect(&types, part, &procedure.name));
        uses.push((input, output, errors));
    }

    let paths: HashMap<_, _> =
        types.into_unsorted_iter().map(|named| (type_key(named), names::rust_path(named))).collect();
    let mut complaints = names::assign(&original, &mut types, &reached);
    let mut lowered = Vec::new();
    for (procedure, (input, output, errors)) in procedures.iter().zip(&uses) {
        let mut place = |part, what: &str| {
            let lowering = Lowering::new(&types, format!("{what} of `{}` ({})", procedure.name, procedure.source));
            lowering.finish(part, &mut complaints)
        };
        let input = match procedure.encoding {
            InputEncoding::Bytes => Shape::from(Scalar::Null),
            InputEncoding::Json | InputEncoding::Form => place(input, "the input"),
        };
        let output = place(output, "the output");
        let errors = errors.iter().map(|error| place(error, "an error")).collect();
        lowered.push(with_shapes(procedure, input, output, errors));
    }

    let mut used: Vec<&NamedDataType> =
        types.into_unsorted_iter().filter(|named| reached.used_by(named).is_some()).collect();
    used.sort_by(|a, b| (&a.name, &a.module_path).cmp(&(&b.name, &b.module_path)));
    let definitions =
        used.into_iter().filter_map(|named| definition(named, &types, &reached, &paths, &mut complaints)).collect();
    let (integers, proofs) = (IntegerEncoding::default(), Vec::new());
    let contract = Contract { integers, guards: proofs, procedures: lowered, types: definitions };
    buffered::check(&contract, &mut complaints);
    let contract = passes::apply(contract);
    lossy::check(&contract, &mut complaints);
    let mut seen = HashSet::new();
    complaints.retain(|complaint| seen.insert(complaint.clone()));
    if complaints.is_empty() { Ok(contract) } else { Err(ContractError(complaints)) }
}

fn definition(
    named: &NamedDataType,
    types: &Types,
    reached: &UsedTypes,
    paths: &HashMap<Reference, String>,
    complaints: &mut Vec<String>,
) -> Option<Definition> {
    let ty = named.ty.as_ref()?;
    let rust = paths.get(&type_key(named)).cloned().unwrap_or_default();
    let user = reached.used_by(named).unwrap_or_default();
    let place = format!("type {rust} ({}), used by `{user}`", names::source_location(named));
    let shape = Lowering::new(types, place).finish(ty, complaints);
    let location = named.location;
    Some(Definition {
        name: named.name.to_string(),
        rust_path: rust,
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

/// Returns the procedure with shapes in place of described types; `errors` are in the order of its own.
fn with_shapes(procedure: &ProcedureDescription, input: Shape, output: Shape, errors: Vec<Shape>) -> Procedure {
    let mut told: Vec<ErrorType> = Vec::new();
    for (error, shape) in procedure.errors.iter().zip(errors) {
        let error = ErrorType { shape, variants: error.variants.clone() };
        if !told.contains(&error) {
            told.push(error);
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
        errors: told,
    }
}
