//! Codecs for all types and procedures of a contract.

use std::collections::HashSet;

use isotype_contract::{Contract, ErrorType, Procedure, Shape};

use super::{
    expression::{CodecWriter, member, object_literal},
    instantiations::Instantiations,
    names::CodecNames,
};

/// Codecs in `index.js`.
#[derive(Default)]
pub(crate) struct Codecs {
    /// Declarations of the type codecs, each after its dependencies.
    pub(crate) declarations: String,
    /// Properties of the `$codecs` object, one per procedure with a codec.
    pub(crate) procedures: Vec<String>,
}

/// Generates all codecs. Reports untagged variants that are indistinguishable in JSON.
pub(crate) fn print(contract: &Contract, diagnostics: &mut Vec<String>) -> Codecs {
    let all = || contract.procedures.iter();
    let sent = all().filter(|procedure| procedure.encoding.is_json()).map(|procedure| &procedure.input);
    let received = all().flat_map(|one| one.errors.iter().map(|error| &error.shape).chain([&one.output]));
    let (sent, received) = (Instantiations::new(contract, sent, true), Instantiations::new(contract, received, false));
    let names = CodecNames::new(contract, [&sent, &received]);
    let declarations = declarations(contract, [&sent, &received], &names, diagnostics);
    let mut writer = ProcedureCodecWriter { contract, sent: &sent, received: &received, names: &names, diagnostics };
    let procedures = all().filter_map(|procedure| writer.procedure(procedure)).collect();
    Codecs { declarations, procedures }
}

fn declarations(
    contract: &Contract,
    instantiations: [&Instantiations<'_>; 2],
    names: &CodecNames,
    diagnostics: &mut Vec<String>,
) -> String {
    let mut text = String::new();
    let mut ready: HashSet<&Shape> = HashSet::new();
    // A type's input codec is also used for outputs; it only adds checks.
    for all in instantiations {
        for part in all.order.iter().filter(|part| all.needs_codec(part)) {
            let Some(one) = all.by_shape.get(part).filter(|_| !ready.contains(part)) else { continue };
            let name = |other: &Shape| match names.of(other) {
                name if ready.contains(other) => name,
                name => format!("$.lazy(() => {name})"),
            };
            let mut writer = CodecWriter::new(contract, all, &name);
            let codec = writer.expression(&one.shape).unwrap_or_default();
            let location = format!("type {} ({})", one.definition.rust_path, one.definition.source);
            diagnostics.extend(writer.diagnostics.iter().map(|message| format!("{location}: {message}")));
            text += &format!("const {} = {codec};\n", names.of(part));
            ready.insert(part);
        }
    }
    text
}

/// Writes the codecs of procedures.
struct ProcedureCodecWriter<'a> {
    contract: &'a Contract,
    sent: &'a Instantiations<'a>,
    received: &'a Instantiations<'a>,
    names: &'a CodecNames,
    diagnostics: &'a mut Vec<String>,
}

impl ProcedureCodecWriter<'_> {
    /// Returns the procedure's property, or `None` if it needs no codec.
    fn procedure(&mut self, procedure: &Procedure) -> Option<String> {
        let input = procedure.encoding.is_json().then(|| self.print(&procedure.input, self.sent, procedure));
        let output = self.print(&procedure.output, self.received, procedure);
        let error = self.error(procedure);
        let part = if procedure.streaming { "item" } else { "output" };
        let parts = [("input", input.flatten()), (part, output), ("error", error)];
        let parts: Vec<String> = parts.iter().filter_map(|(name, of)| Some(member(name, of.as_ref()?))).collect();
        (!parts.is_empty()).then(|| member(&procedure.name, &object_literal(&parts)))
    }

    /// Returns the codec of the procedure's declared errors, which are tagged by `type`.
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

    fn print(&mut self, shape: &Shape, instantiations: &Instantiations<'_>, procedure: &Procedure) -> Option<String> {
        let name = |part: &Shape| self.names.of(part);
        let mut writer = CodecWriter::new(self.contract, instantiations, &name);
        let codec = writer.expression(shape);
        let location = format!("`{}` ({})", procedure.name, procedure.source);
        self.diagnostics.extend(writer.diagnostics.iter().map(|message| format!("{location}: {message}")));
        codec
    }
}
