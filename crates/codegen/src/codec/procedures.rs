//! The codecs of a contract: of its types, and of each procedure that needs one.

use std::collections::HashSet;

use isotype_contract::{Contract, ErrorType, Procedure, Shape};

use super::{
    expression::{CodecWriter, member, object_literal},
    instantiations::Instantiations,
    names::CodecNames,
};

/// What stands in `index.js`.
#[derive(Default)]
pub(crate) struct Codecs {
    /// The declarations of the types' codecs, in an order in which they can run.
    pub(crate) declarations: String,
    /// Each procedure's, as members of a table.
    pub(crate) procedures: Vec<String>,
}

/// Prints them. Complains about values that nobody could tell apart.
pub(crate) fn print(contract: &Contract, complaints: &mut Vec<String>) -> Codecs {
    let all = || contract.procedures.iter();
    let sent = all().filter(|procedure| procedure.encoding.is_json()).map(|procedure| &procedure.input);
    let received = all().flat_map(|one| one.errors.iter().map(|error| &error.shape).chain([&one.output]));
    let (sent, received) = (Instantiations::new(contract, sent, true), Instantiations::new(contract, received, false));
    let names = CodecNames::new(contract, [&sent, &received]);
    let declarations = declarations(contract, [&sent, &received], &names, complaints);
    let mut page = ProcedureCodecWriter { contract, sent: &sent, received: &received, names: &names, complaints };
    let procedures = all().filter_map(|procedure| page.procedure(procedure)).collect();
    Codecs { declarations, procedures }
}

fn declarations(
    contract: &Contract,
    uses: [&Instantiations<'_>; 2],
    names: &CodecNames,
    complaints: &mut Vec<String>,
) -> String {
    let mut text = String::new();
    let mut ready: HashSet<&Shape> = HashSet::new();
    // A type that goes both ways is declared as it is sent, which takes more care.
    for uses in uses {
        for part in uses.order.iter().filter(|part| uses.needs_codec(part)) {
            let Some(one) = uses.by_shape.get(part).filter(|_| !ready.contains(part)) else { continue };
            let name = |other: &Shape| match names.of(other) {
                name if ready.contains(other) => name,
                name => format!("$.lazy(() => {name})"),
            };
            let mut printer = CodecWriter::new(contract, uses, &name);
            let codec = printer.expression(&one.shape).unwrap_or_default();
            let place = format!("type {} ({})", one.definition.rust_path, one.definition.source);
            complaints.extend(printer.diagnostics.iter().map(|complaint| format!("{place}: {complaint}")));
            text += &format!("const {} = {codec};\n", names.of(part));
            ready.insert(part);
        }
    }
    text
}

/// What the codecs of procedures are printed with.
struct ProcedureCodecWriter<'a> {
    contract: &'a Contract,
    sent: &'a Instantiations<'a>,
    received: &'a Instantiations<'a>,
    names: &'a CodecNames,
    complaints: &'a mut Vec<String>,
}

impl ProcedureCodecWriter<'_> {
    /// One member of the table; `None` for a procedure whose values travel as they are.
    fn procedure(&mut self, procedure: &Procedure) -> Option<String> {
        let input = procedure.encoding.is_json().then(|| self.print(&procedure.input, self.sent, procedure));
        let output = self.print(&procedure.output, self.received, procedure);
        let error = self.error(procedure);
        let part = if procedure.streaming { "item" } else { "output" };
        let parts = [("input", input.flatten()), (part, output), ("error", error)];
        let parts: Vec<String> = parts.iter().filter_map(|(name, of)| Some(member(name, of.as_ref()?))).collect();
        (!parts.is_empty()).then(|| member(&procedure.name, &object_literal(&parts)))
    }

    /// Each type of errors tells its own by their `type`, and so do all together.
    fn error(&mut self, procedure: &Procedure) -> Option<String> {
        let mut members = Vec::new();
        for ErrorType { shape, variants } in &procedure.errors {
            let Some(of) = self.print(shape, self.received, procedure) else { continue };
            if procedure.errors.len() == 1 {
                return Some(of);
            }
            members.extend(variants.iter().map(|variant| member(&variant.name, &of)));
        }
        (!members.is_empty()).then(|| format!("$.tagged(\"type\", {})", object_literal(&members)))
    }

    fn print(&mut self, shape: &Shape, uses: &Instantiations<'_>, procedure: &Procedure) -> Option<String> {
        let name = |part: &Shape| self.names.of(part);
        let mut printer = CodecWriter::new(self.contract, uses, &name);
        let codec = printer.expression(shape);
        let place = format!("`{}` ({})", procedure.name, procedure.source);
        self.complaints.extend(printer.diagnostics.iter().map(|complaint| format!("{place}: {complaint}")));
        codec
    }
}
