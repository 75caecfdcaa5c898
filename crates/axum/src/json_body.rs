//! JSON request bodies.

use http_body_util::{BodyExt, Limited};
use isotype_core::{BodyError, Code, ErrorResponse, RawInput};

use crate::request_body::RequestBody;

/// Reads a JSON request body as raw input.
///
/// A read error is returned as [`RawInput::Failed`], because only calls that read their input should fail.
pub(crate) async fn read(body: RequestBody, limit: usize) -> RawInput {
    match Limited::new(body, limit).collect().await {
        Ok(body) => RawInput::Json(body.to_bytes()),
        Err(error) => RawInput::Failed(match error.downcast::<BodyError>() {
            Ok(error) => ErrorResponse::new(error.code(), error.to_string()),
            Err(_) => ErrorResponse::new(Code::PayloadTooLarge, format!("request body is larger than {limit} bytes")),
        }),
    }
}
