//! The body of a request as a call's input.

use http_body_util::{BodyExt, Limited};
use isotype_core::{BodyError, Code, Failure, RawInput};

use crate::unread::Arriving;

/// Reads a body of JSON. One that cannot be read fails only the calls that read their input.
pub(crate) async fn read(body: Arriving, limit: usize) -> RawInput {
    match Limited::new(body, limit).collect().await {
        Ok(body) => RawInput::Json(body.to_bytes()),
        Err(error) => RawInput::Broken(match error.downcast::<BodyError>() {
            Ok(broken) => Failure::new(broken.code(), broken.to_string()),
            Err(_) => Failure::new(Code::PayloadTooLarge, format!("The body is larger than {limit} bytes")),
        }),
    }
}
