//! JSON document loaded by the explorer page: the contract with source locations.

use isotype_contract::SourceLocation;
use isotype_core::Router;
use serde::Serialize;
use serde_json::json;

/// Source location, used to link to the editor.
#[derive(Serialize)]
struct SourceLink<'a> {
    file: &'a str,
    line: u32,
    column: u32,
    /// Absolute path of the file, if the sources are on this machine.
    path: Option<String>,
}

/// Returns the JSON document loaded by the explorer page.
/// Its `contract` member is the contract with the integer encoding applied. Its `locations` member contains the source
/// locations of all procedures and types, in the contract's order.
///
/// # Errors
///
/// If the contract cannot represent the API, returns a JSON document whose `errors` member lists the reasons.
///
/// # Example
///
/// ```
/// use isotype_core::{Ctx, Router};
///
/// async fn ping(_: Ctx<()>, _: ()) -> String {
///     "pong".to_owned()
/// }
///
/// let json = isotype_explorer::contract_json(&Router::new().query("ping", ping));
/// assert!(json.is_ok_and(|json| json.contains("ping")));
/// ```
pub fn contract_json<S: Send + Sync + 'static>(api: &Router<S>) -> Result<String, String> {
    let contract = api.contract().map_err(|error| json!({ "errors": error.0 }).to_string())?;
    let procedures: Vec<_> = contract.procedures.iter().map(|procedure| source_link(&procedure.source)).collect();
    let types: Vec<_> = contract.types.iter().map(|definition| source_link(&definition.source)).collect();
    let locations = json!({ "procedures": procedures, "types": types });
    Ok(json!({ "contract": contract.with_resolved_integers(), "locations": locations }).to_string())
}

fn source_link(source: &SourceLocation) -> SourceLink<'_> {
    let path = source.find_file().map(|path| path.to_string_lossy().into_owned());
    SourceLink { file: &source.file, line: source.line, column: source.column, path }
}
