//! Contract and source locations for the page.

use isotype_contract::Source;
use isotype_core::Router;
use serde::Serialize;
use serde_json::json;

/// Source location, for a link into the editor.
#[derive(Serialize)]
struct Place<'a> {
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
    let procedures: Vec<_> = contract.procedures.iter().map(|procedure| place(&procedure.source)).collect();
    let types: Vec<_> = contract.types.iter().map(|definition| place(&definition.source)).collect();
    let places = json!({ "procedures": procedures, "types": types });
    Ok(json!({ "contract": contract.resolved(), "places": places }).to_string())
}

fn place(source: &Source) -> Place<'_> {
    let path = source.find().map(|path| path.to_string_lossy().into_owned());
    Place { file: &source.file, line: source.line, column: source.column, path }
}
