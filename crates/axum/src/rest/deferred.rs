//! Resolves deferred fields, since REST responses are sent only once they are complete.

use std::collections::BTreeMap;

use isotype_core::{Code, DeferredField, ErrorResponse};
use serde_json::value::RawValue;

/// Waits for all deferred fields and returns the complete output.
///
/// # Errors
///
/// Returns the error of the first field that fails.
pub(crate) async fn resolve(json: Vec<u8>, fields: Vec<DeferredField>) -> Result<Vec<u8>, ErrorResponse> {
    let invalid_output = |error: serde_json::Error| {
        tracing::error!(%error, "output with deferred fields is not a JSON object");
        ErrorResponse::new(Code::InternalServerError, "Internal server error")
    };
    let mut object: BTreeMap<String, Box<RawValue>> = serde_json::from_slice(&json).map_err(invalid_output)?;
    for DeferredField { key, value, .. } in fields {
        let value = value.await?;
        object.insert(key, serde_json::from_slice(&value).map_err(invalid_output)?);
    }
    serde_json::to_vec(&object).map_err(invalid_output)
}
