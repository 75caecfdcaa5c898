//! Under which id the log speaks of a request, said in its answer.

use std::convert::Infallible;

use axum::{extract::Request as HttpRequest, response::Response};
use isotype_core::Request;

/// Gives the request an id, where its client has not, and returns what says it in the answer by `x-request-id`: whoever asks about an
/// answer, whatever it was, can name it.
pub(crate) fn assign_request_id(
    request: &mut HttpRequest,
) -> impl FnOnce(Response) -> Result<Response, Infallible> + use<> {
    let (name, id) = Request::ensure_id(request.headers_mut());
    move |mut response| {
        response.headers_mut().insert(name, id);
        Ok(response)
    }
}
