//! Names of the schemas.

use std::collections::HashSet;

use super::input_types::InputTypes;

/// Names that `zod.d.ts` itself declares or imports.
const GENERATED: &[&str] = &["Schema", "ZodType"];

/// Returns the name of a type's schema.
pub(super) fn schema_name(name: &str) -> String {
    format!("{name}Schema")
}

/// Reports each type whose name conflicts with a schema.
pub(super) fn check(input_types: &InputTypes<'_>) -> Vec<String> {
    let schemas: HashSet<String> =
        input_types.definitions.iter().map(|definition| schema_name(&definition.name)).collect();
    let conflicting = input_types
        .definitions
        .iter()
        .filter(|definition| GENERATED.contains(&definition.name.as_str()) || schemas.contains(&definition.name));
    let messages = conflicting.map(|definition| {
        format!(
            "{} ({}): the name `{}` conflicts with a zod schema; rename the type with `#[serde(rename = \"...\")]`",
            definition.rust_path, definition.source, definition.name
        )
    });
    messages.collect()
}
