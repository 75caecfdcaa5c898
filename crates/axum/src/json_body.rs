//! The body of a request as a call's input.

use http_body_util::{BodyExt, Limited};
use isotype_core::{BodyError, Code, ErrorResponse, RawInput};

use crate::request_body::RequestBody;

/// Reads a body of JSON. One that cannot be read fails only the calls that read their input.
pub(crate) async fn read(body: RequestBody, limit: usize) -> RawInput {
    match Limited::new(body, limit).collect().await {
        Ok(body) => RawInput::Json(body.to_bytes()),
        Err(error) => RawInput::Failed(match error.downcast::<BodyError>() {
            Ok(broken) => ErrorResponse::new(broken.code(), broken.to_string()),
            Err(_) => ErrorResponse::new(Code::PayloadTooLarge, format!("The body is larger than {limit} bytes")),
        }),
    }
}
