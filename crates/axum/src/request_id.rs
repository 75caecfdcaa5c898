//! Request ids (`docs/protocol.md#request-ids`).

use std::convert::Infallible;

use axum::{extract::Request as HttpRequest, response::Response};
use isotype_core::Request;

/// Assigns an id to the request unless the client has sent one, and returns a function that adds it to the response.
///
/// Every response carries the id in `x-request-id`, so users can quote it and the log can be searched for it.
pub(crate) fn assign_request_id(
    request: &mut HttpRequest,
) -> impl FnOnce(Response) -> Result<Response, Infallible> + use<> {
    let (name, id) = Request::ensure_id(request.headers_mut());
    move |mut response| {
        response.headers_mut().insert(name, id);
        Ok(response)
    }
}
