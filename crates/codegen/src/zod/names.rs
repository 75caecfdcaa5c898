//! What the schemas are called.

use std::collections::HashSet;

use super::order::Order;

/// Names that the generated files give to something else.
const OURS: &[&str] = &["Schema", "ZodType"];

/// The schema of a type.
pub(super) fn schema(name: &str) -> String {
    format!("{name}Schema")
}

/// A complaint about each type whose name stands in the way of a schema's.
pub(super) fn complaints(order: &Order<'_>) -> Vec<String> {
    let schemas: HashSet<String> = order.definitions.iter().map(|definition| schema(&definition.name)).collect();
    let taken = order
        .definitions
        .iter()
        .filter(|definition| OURS.contains(&definition.name.as_str()) || schemas.contains(&definition.name));
    let complaint = taken.map(|definition| {
        format!(
            "{} ({}) cannot be called `{}` beside its schemas. Rename it with `#[serde(rename = \"...\")]`",
            definition.rust, definition.source, definition.name
        )
    });
    complaint.collect()
}
