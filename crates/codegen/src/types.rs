//! The contract's types, mapped once and named, ready to be printed.

use std::collections::HashSet;

use isotype_schema::{Contract, Encoding, ErrorType, Procedure, Shape};
use specta::{
    Types,
    datatype::{DataType, NamedDataType},
};
use specta_typescript::{Exporter, Typescript, primitives};

use crate::{
    Error, absent, integer, later, leaf, names,
    phase::{self, Phase},
    reach::Reached,
};

/// One procedure's types as TypeScript text.
pub(crate) struct Signature {
    /// `None` when nothing is sent.
    pub(crate) input: Option<String>,
    pub(crate) output: String,
    /// `never` when nothing is declared.
    pub(crate) error: String,
}

/// What is sent; nothing where nothing is.
fn input(
    one: &Use<'_>,
    types: &Types,
    text: impl Fn(&DataType) -> Result<String, Error>,
) -> Result<Option<String>, Error> {
    Ok(match one.procedure.encoding {
        Encoding::Form => Some("FormData".to_owned()),
        Encoding::Bytes => Some("Blob | Uint8Array".to_owned()),
        Encoding::Json if one.procedure.input.is_unit() => None,
        Encoding::Json if absent::may_be(&one.input, types) => Some(format!("{} | void", text(&one.input)?)),
        Encoding::Json => Some(text(&one.input)?),
    })
}

/// What stands in the bindings about types.
pub(crate) struct Printed {
    /// One per procedure, in the contract's order.
    pub(crate) signatures: Vec<Signature>,
    /// The declarations of the types that the signatures use, sorted by name.
    pub(crate) declarations: Vec<(String, String)>,
}

struct Use<'a> {
    procedure: &'a Procedure,
    input: DataType,
    output: DataType,
    errors: Vec<DataType>,
}

/// Maps, checks, names and prints.
pub(crate) fn print(contract: &Contract, namespaces: &HashSet<String>) -> Result<Printed, Error> {
    let original = leaf::correct(contract.types());
    let mut types = phase::map(&original)?;
    let uses: Vec<Use<'_>> = contract.procedures.iter().map(|procedure| Use::of(procedure, &types)).collect();
    let mut reached = Reached::default();
    let mut complaints = Vec::new();
    for one in &uses {
        one.visit(&mut |part, place| {
            reached.follow(&types, part, &one.procedure.name);
            integer::check(
                part,
                &format!("{place} of `{}` ({})", one.procedure.name, one.procedure.source),
                &mut complaints,
            );
        });
    }
    let used = |types: &Types| -> Vec<NamedDataType> {
        let told = |named: &&NamedDataType| reached.by(named).is_some() && !later::is(named);
        let mut used: Vec<_> = types.into_unsorted_iter().filter(told).cloned().collect();
        used.sort_by(|a, b| (&a.name, &a.module_path).cmp(&(&b.name, &b.module_path)));
        used
    };
    for named in used(&types) {
        integer::check_type(&named, reached.by(&named).unwrap_or_default(), &mut complaints);
    }
    names::assign(&original, &mut types, &reached, namespaces, &mut complaints);
    later::name(&mut types);
    if !complaints.is_empty() {
        let mut seen = HashSet::new();
        complaints.retain(|complaint| seen.insert(complaint.clone()));
        return Err(Error::Refused(complaints));
    }
    let printer = Printer { exporter: Typescript::default().into(), types: &types };
    Ok(Printed {
        signatures: uses.iter().map(|one| printer.signature(one)).collect::<Result<_, _>>()?,
        declarations: used(&types).iter().map(|named| printer.declaration(named)).collect::<Result<_, _>>()?,
    })
}

impl<'a> Use<'a> {
    fn of(procedure: &'a Procedure, types: &Types) -> Self {
        let select = |shape: &Shape, phase| phase::select(&leaf::correct_use(shape.data_type()), types, phase);
        let error = |error: &ErrorType| select(&error.shape, Phase::Serialize);
        Self {
            procedure,
            input: select(&procedure.input, Phase::Deserialize),
            output: select(&procedure.output, Phase::Serialize),
            errors: procedure.errors.iter().map(error).collect(),
        }
    }

    fn visit(&self, f: &mut dyn FnMut(&DataType, &str)) {
        // The fields of a form are text, and so their type is not told.
        if self.procedure.encoding == Encoding::Json {
            f(&self.input, "the input");
        }
        f(&self.output, "the output");
        self.errors.iter().for_each(|error| f(error, "an error"));
    }
}

struct Printer<'a> {
    exporter: Exporter,
    types: &'a Types,
}

impl Printer<'_> {
    fn signature(&self, one: &Use<'_>) -> Result<Signature, Error> {
        let text = |part: &DataType| {
            primitives::reference(&self.exporter, self.types, part)
                .map_err(|error| Error::Print { what: format!("`{}`", one.procedure.name), reason: error.to_string() })
        };
        let mut errors: Vec<String> = Vec::new();
        for error in &one.errors {
            let error = text(error)?;
            if error != "never" && !errors.contains(&error) {
                errors.push(error);
            }
        }
        let input = input(one, self.types, text)?;
        let error = if errors.is_empty() { "never".to_owned() } else { errors.join(" | ") };
        Ok(Signature { input, output: text(&one.output)?, error })
    }

    fn declaration(&self, named: &NamedDataType) -> Result<(String, String), Error> {
        let printed = primitives::export(&self.exporter, self.types, std::iter::once(named), "")
            .map_err(|error| Error::Print { what: names::rust_path(named), reason: error.to_string() })?;
        Ok((named.name.to_string(), crate::declaration::tidy(named, &printed)))
    }
}
