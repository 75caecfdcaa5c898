//! The codecs of a contract: of its types, and of each procedure that needs one.

use std::collections::HashSet;

use isotype_contract::{Contract, ErrorType, Procedure, Shape};

use super::{
    expression::{Printer, braces, member},
    names::Names,
    uses::Uses,
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
    let (sent, received) = (Uses::new(contract, sent, true), Uses::new(contract, received, false));
    let names = Names::new(contract, [&sent, &received]);
    let declarations = declarations(contract, [&sent, &received], &names, complaints);
    let mut page = Page { contract, sent: &sent, received: &received, names: &names, complaints };
    let procedures = all().filter_map(|procedure| page.procedure(procedure)).collect();
    Codecs { declarations, procedures }
}

fn declarations(contract: &Contract, uses: [&Uses<'_>; 2], names: &Names, complaints: &mut Vec<String>) -> String {
    let mut text = String::new();
    let mut ready: HashSet<&Shape> = HashSet::new();
    // A type that goes both ways is declared as it is sent, which takes more care.
    for uses in uses {
        for part in uses.order.iter().filter(|part| uses.is_coded(part)) {
            let Some(one) = uses.of.get(part).filter(|_| !ready.contains(part)) else { continue };
            let name = |other: &Shape| match names.of(other) {
                name if ready.contains(other) => name,
                name => format!("$.lazy(() => {name})"),
            };
            let mut printer = Printer::new(contract, uses, &name);
            let codec = printer.expression(&one.shape).unwrap_or_default();
            let place = format!("type {} ({})", one.definition.rust, one.definition.source);
            complaints.extend(printer.complaints.iter().map(|complaint| format!("{place}: {complaint}")));
            text += &format!("const {} = {codec};\n", names.of(part));
            ready.insert(part);
        }
    }
    text
}

/// What the codecs of procedures are printed with.
struct Page<'a> {
    contract: &'a Contract,
    sent: &'a Uses<'a>,
    received: &'a Uses<'a>,
    names: &'a Names,
    complaints: &'a mut Vec<String>,
}

impl Page<'_> {
    /// One member of the table; `None` for a procedure whose values travel as they are.
    fn procedure(&mut self, procedure: &Procedure) -> Option<String> {
        let input = procedure.encoding.is_json().then(|| self.print(&procedure.input, self.sent, procedure));
        let output = self.print(&procedure.output, self.received, procedure);
        let error = self.error(procedure);
        let part = if procedure.streams { "item" } else { "output" };
        let parts = [("input", input.flatten()), (part, output), ("error", error)];
        let parts: Vec<String> = parts.iter().filter_map(|(name, of)| Some(member(name, of.as_ref()?))).collect();
        (!parts.is_empty()).then(|| member(&procedure.name, &braces(&parts)))
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
        (!members.is_empty()).then(|| format!("$.tag(\"type\", {})", braces(&members)))
    }

    fn print(&mut self, shape: &Shape, uses: &Uses<'_>, procedure: &Procedure) -> Option<String> {
        let name = |part: &Shape| self.names.of(part);
        let mut printer = Printer::new(self.contract, uses, &name);
        let codec = printer.expression(shape);
        let place = format!("`{}` ({})", procedure.name, procedure.source);
        self.complaints.extend(printer.complaints.iter().map(|complaint| format!("{place}: {complaint}")));
        codec
    }
}
