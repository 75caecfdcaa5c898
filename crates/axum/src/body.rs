//! The body of a request as a call's input.

use http_body_util::{BodyExt, LengthLimitError, Limited};
use isotype_core::{Code, Failure, RawInput};

use crate::unread::Arriving;

/// Reads a body of JSON. One that cannot be read fails only the calls that read their input.
pub(crate) async fn read(body: Arriving, limit: usize) -> RawInput {
    match Limited::new(body, limit).collect().await {
        Ok(body) => RawInput::Json(body.to_bytes()),
        Err(error) if error.is::<LengthLimitError>() => {
            RawInput::Broken(Failure::new(Code::PayloadTooLarge, format!("The body is larger than {limit} bytes")))
        }
        Err(_) => RawInput::Broken(Failure::new(Code::ClientClosedRequest, "The body ended before it was whole")),
    }
}
