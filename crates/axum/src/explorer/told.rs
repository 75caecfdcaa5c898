//! What the page is told: the contract, and where everything stands in Rust.

use http::StatusCode;
use isotype_core::{Router, Source};
use serde::Serialize;
use serde_json::json;

/// A place in the sources, for a link into the editor.
#[derive(Serialize)]
struct Place<'a> {
    file: &'a str,
    line: u32,
    column: u32,
    /// The file on this machine, where the sources are.
    path: Option<String>,
}

/// The contract, as it is on the wire, with a place for each procedure and each type, in its order; or why there is none.
pub(super) fn json<S: Send + Sync + 'static>(api: &Router<S>) -> (StatusCode, Vec<u8>) {
    let (status, told) = match api.contract() {
        Ok(contract) => {
            let procedures: Vec<_> = contract.procedures.iter().map(|procedure| place(&procedure.source)).collect();
            let types: Vec<_> = contract.types.iter().map(|definition| place(&definition.source)).collect();
            (
                StatusCode::OK,
                json!({ "contract": contract.resolved(), "places": { "procedures": procedures, "types": types } }),
            )
        }
        Err(refused) => (StatusCode::INTERNAL_SERVER_ERROR, json!({ "refused": refused.0 })),
    };
    (status, told.to_string().into_bytes())
}

fn place(source: &Source) -> Place<'_> {
    let path = source.find().map(|path| path.to_string_lossy().into_owned());
    Place { file: &source.file, line: source.line, column: source.column, path }
}
