//! Contract and source locations for the page.

use isotype_contract::SourceLocation;
use isotype_core::Router;
use serde::Serialize;
use serde_json::json;

/// Source location, for a link into the editor.
#[derive(Serialize)]
struct SourceLink<'a> {
    file: &'a str,
    line: u32,
    column: u32,
    /// Absolute path of the file, if the sources are on this machine.
    path: Option<String>,
}

/// Returns the JSON that the page loads: the contract as it is on the wire, with the source location of each procedure and type.
///
/// # Errors
///
/// Returns JSON with the complaints if the API has no contract.
pub fn contract_json<S: Send + Sync + 'static>(api: &Router<S>) -> Result<String, String> {
    let contract = api.contract().map_err(|refused| json!({ "refused": refused.0 }).to_string())?;
    let procedures: Vec<_> = contract.procedures.iter().map(|procedure| source_link(&procedure.source)).collect();
    let types: Vec<_> = contract.types.iter().map(|definition| source_link(&definition.source)).collect();
    let places = json!({ "procedures": procedures, "types": types });
    Ok(json!({ "contract": contract.with_resolved_integers(), "places": places }).to_string())
}

fn source_link(source: &SourceLocation) -> SourceLink<'_> {
    let path = source.find_file().map(|path| path.to_string_lossy().into_owned());
    SourceLink { file: &source.file, line: source.line, column: source.column, path }
}
