//! Several calls in one request (protocol section 2). Each goes through the funnel by itself.

use std::sync::Arc;

use axum::response::Response;
use bytes::Bytes;
use futures_util::future::join_all;
use isotype_core::{Code, Failure, Kind, Request, Verb};
use isotype_protocol::{batch_status, split_inputs};

use crate::{respond, routes::Endpoint, unary};

/// What is refused before any call runs.
///
/// # Errors
///
/// BAD_REQUEST when there are too many calls, or kinds are mixed. Unknown names count as no kind.
pub(crate) fn check<S: Send + Sync + 'static>(endpoint: &Endpoint<S>, names: &[&str]) -> Result<(), Failure> {
    let limit = endpoint.limits.batch;
    if names.len() > limit {
        let message = format!("Batch call exceeds maximum size: {} calls, and at most {limit} are taken", names.len());
        return Err(Failure::new(Code::BadRequest, message));
    }
    let mut kinds: Vec<&str> = names.iter().filter_map(|name| endpoint.api.kind(name)).map(Kind::as_str).collect();
    kinds.dedup();
    if kinds.iter().any(|kind| Some(kind) != kinds.first()) {
        let message = format!("Cannot mix procedure types in call: {}", kinds.join(", "));
        return Err(Failure::new(Code::BadRequest, message));
    }
    Ok(())
}

pub(crate) async fn answer<S: Send + Sync + 'static>(
    endpoint: &Endpoint<S>,
    verb: Verb,
    names: &[&str],
    inputs: &Bytes,
    request: Arc<Request>,
) -> Response {
    let (inputs, broken) = match split_inputs(inputs, names.len()) {
        Ok(inputs) => (inputs, None),
        Err(failure) => (vec![Bytes::new(); names.len()], Some(failure)),
    };
    let calls = names.iter().zip(inputs).map(|(name, input)| {
        let (broken, request) = (broken.as_ref(), request.clone());
        async move {
            if endpoint.api.kind(name) == Some(Kind::Subscription) {
                return unary::failed(&Failure::new(Code::BadRequest, "Cannot batch subscription calls").at(name));
            }
            match broken {
                Some(failure) => unary::failed(&failure.clone().at(name)),
                None => unary::call(endpoint, verb, name, input, request).await,
            }
        }
    });
    let replies = join_all(calls).await;
    let status = batch_status(replies.iter().map(|(status, _)| *status));
    respond::json(status, array(&replies), &request)
}

fn array(replies: &[(u16, Vec<u8>)]) -> Vec<u8> {
    let mut body = Vec::with_capacity(replies.iter().map(|(_, reply)| reply.len() + 1).sum::<usize>() + 2);
    body.push(b'[');
    for (index, (_, reply)) in replies.iter().enumerate() {
        if index > 0 {
            body.push(b',');
        }
        body.extend_from_slice(reply);
    }
    body.push(b']');
    body
}
