//! `zod.js` and `zod.d.ts`: zod 4 schemas of the inputs, with the validation rules of the server.
//!
//! The schemas describe decoded values, for example `Date`. They accept every input that the server accepts.

mod names;
mod input_types;
mod rule;
mod scalar;
mod schema;

use isotype_contract::{Contract, InputEncoding, Procedure};

use crate::{Error, index_dts::HEADER, namespace, scalar::declared_types_in, type_expression};
use input_types::InputTypes;
use schema::SchemaWriter;

/// Checks shared by all APIs.
const CHECKS: &str = include_str!("checks.js");

/// Declarations shared by all APIs.
const TYPES: &str = include_str!("types.d.ts");

/// Generates the zod files.
pub(crate) fn files(contract: &Contract) -> Result<Vec<(&'static str, String)>, Error> {
    let input_types = InputTypes::of(contract);
    let mut diagnostics = names::check(&input_types);
    let javascript = javascript(contract, &input_types, &mut diagnostics);
    if !diagnostics.is_empty() {
        return Err(Error::Unrepresentable(diagnostics));
    }
    Ok(vec![
        ("zod.d.ts", declarations(&contract.with_resolved_integers(), &input_types)),
        ("zod.js", javascript),
        ("zod-checks.js", format!("{HEADER}{CHECKS}")),
    ])
}

/// Returns the procedures with a JSON input.
fn procedures_with_input(contract: &Contract) -> impl Iterator<Item = &Procedure> {
    contract
        .procedures
        .iter()
        .filter(|procedure| procedure.encoding == InputEncoding::Json && !procedure.input.is_null())
}

fn javascript(contract: &Contract, input_types: &InputTypes<'_>, diagnostics: &mut Vec<String>) -> String {
    let mut text = format!(
        "{HEADER}import * as z from \"zod\";\nimport * as check from \"./zod-checks.js\";\n\nexport {{ fieldIssues }} from \"./zod-checks.js\";\n"
    );
    for definition in &input_types.definitions {
        let name = names::schema_name(&definition.name);
        let location = format!("{} ({})", definition.rust_path, definition.source);
        let mut writer = SchemaWriter::new(contract, input_types, Some(&definition.name), location);
        let schema = writer.schema(&definition.shape, &definition.rules, "");
        diagnostics.extend(writer.diagnostics);
        text += &match definition.parameters.as_slice() {
            [] => format!("\nexport const {name} = {schema};\n"),
            parameters => format!("\nexport const {name} = ({}) => {schema};\n", parameters.join(", ")),
        };
    }
    text += "\nexport const inputSchemas = {\n";
    for procedure in procedures_with_input(contract) {
        let name = schema::property_key(&procedure.name);
        let mut writer =
            SchemaWriter::new(contract, input_types, None, format!("`{}` ({})", procedure.name, procedure.source));
        let schema = writer.schema(&procedure.input, &[], "  ");
        diagnostics.extend(writer.diagnostics);
        text += &format!("  {name}: {schema},\n");
    }
    text + "};\n"
}

fn declarations(contract: &Contract, input_types: &InputTypes<'_>) -> String {
    let mut imports: Vec<&str> = input_types.definitions.iter().map(|definition| definition.name.as_str()).collect();
    let shapes = input_types.definitions.iter().map(|definition| &definition.shape);
    let shapes = shapes.chain(procedures_with_input(contract).map(|procedure| &procedure.input));
    imports.extend(declared_types_in(shapes).map(|(name, _)| name));
    imports.sort_unstable();
    let mut text = format!("{HEADER}import type {{ ZodError, ZodType }} from \"zod\";\n");
    if !imports.is_empty() {
        text += &format!("import type {{\n  {},\n}} from \"./index.js\";\n", imports.join(",\n  "));
    }
    text += TYPES;
    for definition in &input_types.definitions {
        let name = names::schema_name(&definition.name);
        let (parameters, target) = (definition.parameters.join(", "), &definition.name);
        text += &match definition.parameters.as_slice() {
            [] => format!("\nexport declare const {name}: Schema<{target}>;\n"),
            names => {
                let arguments: Vec<String> = names.iter().map(|name| format!("{name}: Schema<{name}>")).collect();
                let arguments = arguments.join(", ");
                format!(
                    "\nexport declare const {name}: <{parameters}>({arguments}) => Schema<{target}<{parameters}>>;\n"
                )
            }
        };
    }
    text += "\n/** Input schemas by procedure name. */\nexport declare const inputSchemas: {\n";
    for procedure in procedures_with_input(contract) {
        let name = namespace::property_name(&procedure.name);
        text += &format!("  readonly {name}: Schema<{}>;\n", type_expression::shape(&procedure.input, contract, "  "));
    }
    text + "};\n"
}
