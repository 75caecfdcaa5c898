//! An output whose members come later, as one that comes whole.

use std::collections::BTreeMap;

use isotype_core::{Code, DeferredField, ErrorResponse};
use serde_json::value::RawValue;

/// The output once all of its members are there.
///
/// # Errors
///
/// That of the first member that fails.
pub(crate) async fn resolve(json: Vec<u8>, members: Vec<DeferredField>) -> Result<Vec<u8>, ErrorResponse> {
    let broken = |error: serde_json::Error| {
        tracing::error!(%error, "an output with members that come later is no object");
        ErrorResponse::new(Code::InternalServerError, "Internal server error")
    };
    let mut object: BTreeMap<String, Box<RawValue>> = serde_json::from_slice(&json).map_err(broken)?;
    for DeferredField { key, value } in members {
        let value = value.await?;
        object.insert(key, serde_json::from_slice(&value).map_err(broken)?);
    }
    serde_json::to_vec(&object).map_err(broken)
}
