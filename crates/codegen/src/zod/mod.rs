//! `zod.js` and `zod.d.ts`: schemas of what procedures take, with the rules that the server checks, so that a form can refuse before the
//! network does.
//!
//! They describe what a client holds, a `Date` and not its text; and they are no narrower than the server: what it takes, they take.

mod names;
mod input_types;
mod rule;
mod scalar;
mod schema;

use isotype_contract::{Contract, InputEncoding, Procedure};

use crate::{Error, declarations::HEADER, namespace, scalar::declared_types_in, type_expression};
use input_types::InputTypes;
use schema::SchemaWriter;

/// How the rules are checked: the same for every application.
const CHECKS: &str = include_str!("checks.js");

/// What is declared of every application's.
const TYPES: &str = include_str!("types.d.ts");

/// The files.
pub(crate) fn files(contract: &Contract) -> Result<Vec<(&'static str, String)>, Error> {
    let order = InputTypes::of(contract);
    let mut complaints = names::check(&order);
    let javascript = javascript(contract, &order, &mut complaints);
    if !complaints.is_empty() {
        return Err(Error::Unrepresentable(complaints));
    }
    Ok(vec![
        ("zod.d.ts", declarations(&contract.with_resolved_integers(), &order)),
        ("zod.js", javascript),
        ("zod-checks.js", format!("{HEADER}{CHECKS}")),
    ])
}

/// The procedures whose input a schema can describe.
fn procedures_with_input(contract: &Contract) -> impl Iterator<Item = &Procedure> {
    contract
        .procedures
        .iter()
        .filter(|procedure| procedure.encoding == InputEncoding::Json && !procedure.input.is_null())
}

fn javascript(contract: &Contract, order: &InputTypes<'_>, complaints: &mut Vec<String>) -> String {
    let mut text = format!(
        "{HEADER}import * as z from \"zod\";\nimport * as check from \"./zod-checks.js\";\n\nexport {{ fieldIssues }} from \"./zod-checks.js\";\n"
    );
    for definition in &order.definitions {
        let name = names::schema_name(&definition.name);
        let place = format!("{} ({})", definition.rust_path, definition.source);
        let mut writer = SchemaWriter::new(contract, order, Some(&definition.name), place);
        let schema = writer.schema(&definition.shape, &definition.rules, "");
        complaints.extend(writer.diagnostics);
        text += &match definition.parameters.as_slice() {
            [] => format!("\nexport const {name} = {schema};\n"),
            parameters => format!("\nexport const {name} = ({}) => {schema};\n", parameters.join(", ")),
        };
    }
    text += "\nexport const inputSchemas = {\n";
    for procedure in procedures_with_input(contract) {
        let name = schema::property_key(&procedure.name);
        let mut writer =
            SchemaWriter::new(contract, order, None, format!("`{}` ({})", procedure.name, procedure.source));
        let schema = writer.schema(&procedure.input, &[], "  ");
        complaints.extend(writer.diagnostics);
        text += &format!("  {name}: {schema},\n");
    }
    text + "};\n"
}

fn declarations(contract: &Contract, order: &InputTypes<'_>) -> String {
    let mut imports: Vec<&str> = order.definitions.iter().map(|definition| definition.name.as_str()).collect();
    let shapes = order.definitions.iter().map(|definition| &definition.shape);
    let shapes = shapes.chain(procedures_with_input(contract).map(|procedure| &procedure.input));
    imports.extend(declared_types_in(shapes).map(|(name, _)| name));
    imports.sort_unstable();
    let mut text = format!("{HEADER}import type {{ ZodError, ZodType }} from \"zod\";\n");
    if !imports.is_empty() {
        text += &format!("import type {{\n  {},\n}} from \"./index.js\";\n", imports.join(",\n  "));
    }
    text += TYPES;
    for definition in &order.definitions {
        let name = names::schema_name(&definition.name);
        let (parameters, target) = (definition.parameters.join(", "), &definition.name);
        text += &match definition.parameters.as_slice() {
            [] => format!("\nexport declare const {name}: Schema<{target}>;\n"),
            each => {
                let taken: Vec<String> = each.iter().map(|name| format!("{name}: Schema<{name}>")).collect();
                let taken = taken.join(", ");
                format!("\nexport declare const {name}: <{parameters}>({taken}) => Schema<{target}<{parameters}>>;\n")
            }
        };
    }
    text += "\n/** What each procedure takes, by its name. */\nexport declare const inputSchemas: {\n";
    for procedure in procedures_with_input(contract) {
        let name = namespace::property_name(&procedure.name);
        text += &format!("  readonly {name}: Schema<{}>;\n", type_expression::shape(&procedure.input, contract, "  "));
    }
    text + "};\n"
}
