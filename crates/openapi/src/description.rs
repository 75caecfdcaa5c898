//! Descriptions and deprecation notes of OpenAPI objects.

use crate::json::Json;

/// Adds `description` and `deprecated` to an object. An empty deprecation note gives no reason.
pub(crate) fn describe(object: &mut Json, docs: &str, deprecated: Option<&str>) {
    let warning = match deprecated {
        None | Some("") => String::new(),
        Some(note) => format!("Deprecated: {note}"),
    };
    let texts: Vec<&str> = [docs, &warning].into_iter().filter(|text| !text.is_empty()).collect();
    if !texts.is_empty() {
        object["description"] = texts.join("\n\n").into();
    }
    if deprecated.is_some() {
        object["deprecated"] = true.into();
    }
}
