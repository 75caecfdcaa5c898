//! What the schemas are called.

use std::collections::HashSet;

use super::input_types::InputTypes;

/// Names that the generated files give to something else.
const GENERATED: &[&str] = &["Schema", "ZodType"];

/// The schema of a type.
pub(super) fn schema_name(name: &str) -> String {
    format!("{name}Schema")
}

/// A complaint about each type whose name stands in the way of a schema's.
pub(super) fn check(order: &InputTypes<'_>) -> Vec<String> {
    let schemas: HashSet<String> = order.definitions.iter().map(|definition| schema_name(&definition.name)).collect();
    let taken = order
        .definitions
        .iter()
        .filter(|definition| GENERATED.contains(&definition.name.as_str()) || schemas.contains(&definition.name));
    let complaint = taken.map(|definition| {
        format!(
            "{} ({}) cannot be called `{}` beside its schemas. Rename it with `#[serde(rename = \"...\")]`",
            definition.rust_path, definition.source, definition.name
        )
    });
    complaint.collect()
}
