//! From what types say of themselves to the contract: serde's attributes followed, both directions told apart, names given.
//!
//! The modules stand in the order in which the types pass them.

use std::collections::{HashMap, HashSet};

use specta::{
    Types,
    datatype::{NamedDataType, Reference},
};

use crate::{
    Described, DescribedProcedure, buffered, leaf, lossy, names,
    origin::{self, Kept},
    phase::{self, Phase},
    reach::{Reached, key},
    shapes::{self, Lowering, docs},
    whole,
};
use isotype_contract::{
    Contract, Definition, Encoding, ErrorType, Integers, Procedure, Refused, Scalar, Shape, Source,
};

/// The contract of these procedures, whose types are `types`, with what their fields must keep to.
pub(crate) fn contract(
    mut procedures: Vec<DescribedProcedure>,
    described: &Types,
    kept: &HashMap<Reference, Kept>,
) -> Result<Contract, Refused> {
    let mut original = described.clone();
    origin::mark(&mut original, kept);
    let original = leaf::mark(&original);
    let mut types = phase::map(&original).map_err(|complaint| Refused(vec![complaint]))?;
    procedures.sort_by(|a, b| a.name.cmp(&b.name));

    let select = |described: &Described, phase| phase::select(&leaf::mark_use(&described.0, &types), &types, phase);
    let mut reached = Reached::default();
    let mut uses = Vec::new();
    for procedure in &procedures {
        let input = select(&procedure.input, Phase::Deserialize);
        let output = select(&procedure.output, Phase::Serialize);
        let errors: Vec<_> = procedure.errors.iter().map(|error| select(&error.shape, Phase::Serialize)).collect();
        let told = [&input, &output].into_iter().chain(&errors);
        told.for_each(|part| reached.follow(&types, part, &procedure.name));
        uses.push((input, output, errors));
    }

    let paths: HashMap<_, _> = types.into_unsorted_iter().map(|named| (key(named), names::rust_path(named))).collect();
    let mut complaints = names::assign(&original, &mut types, &reached);
    let mut lowered = Vec::new();
    for (procedure, (input, output, errors)) in procedures.iter().zip(&uses) {
        let mut place = |part, what: &str| {
            let lowering = Lowering::new(&types, format!("{what} of `{}` ({})", procedure.name, procedure.source));
            lowering.finish(part, &mut complaints)
        };
        let input = match procedure.encoding {
            Encoding::Bytes => Shape::from(Scalar::Null),
            Encoding::Json | Encoding::Form => place(input, "the input"),
        };
        let output = place(output, "the output");
        let errors = errors.iter().map(|error| place(error, "an error")).collect();
        lowered.push(with_shapes(procedure, input, output, errors));
    }

    let mut used: Vec<&NamedDataType> =
        types.into_unsorted_iter().filter(|named| reached.by(named).is_some()).collect();
    used.sort_by(|a, b| (&a.name, &a.module_path).cmp(&(&b.name, &b.module_path)));
    let definitions =
        used.into_iter().filter_map(|named| definition(named, &types, &reached, &paths, &mut complaints)).collect();
    let (integers, proofs) = (Integers::default(), Vec::new());
    let contract = Contract { integers, proofs, procedures: lowered, types: definitions };
    buffered::complain(&contract, &mut complaints);
    let contract = whole::settle(contract);
    lossy::complain(&contract, &mut complaints);
    let mut seen = HashSet::new();
    complaints.retain(|complaint| seen.insert(complaint.clone()));
    if complaints.is_empty() { Ok(contract) } else { Err(Refused(complaints)) }
}

fn definition(
    named: &NamedDataType,
    types: &Types,
    reached: &Reached,
    paths: &HashMap<Reference, String>,
    complaints: &mut Vec<String>,
) -> Option<Definition> {
    let ty = named.ty.as_ref()?;
    let rust = paths.get(&key(named)).cloned().unwrap_or_default();
    let user = reached.by(named).unwrap_or_default();
    let place = format!("type {rust} ({}), used by `{user}`", names::place(named));
    let shape = Lowering::new(types, place).finish(ty, complaints);
    let location = named.location;
    Some(Definition {
        name: named.name.to_string(),
        rust,
        source: Source { file: location.file().replace('\\', "/"), line: location.line(), column: location.column() },
        docs: docs(&named.docs),
        deprecated: named.deprecated.as_ref().map(shapes::note),
        parameters: named.generics.iter().map(|generic| generic.name.to_string()).collect(),
        brand: shapes::is_newtype(ty),
        rules: shapes::rules_of_tuple(ty, &shape),
        shape,
    })
}

/// Returns the procedure with shapes in place of described types; `errors` are in the order of its own.
fn with_shapes(procedure: &DescribedProcedure, input: Shape, output: Shape, errors: Vec<Shape>) -> Procedure {
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
        docs: docs(&procedure.docs),
        deprecated: procedure.deprecated.clone(),
        source: procedure.source.clone(),
        proofs: procedure.proofs.clone(),
        public: procedure.public,
        policies: procedure.policies.clone(),
        input,
        encoding: procedure.encoding,
        rest: procedure.rest.clone(),
        output,
        streams: procedure.streams,
        tracked: procedure.tracked,
        errors: told,
    }
}
