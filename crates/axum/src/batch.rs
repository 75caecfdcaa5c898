//! Several calls in one request (protocol section 2). Each goes through the funnel by itself.

use std::{future::ready, sync::Arc};

use axum::response::Response;
use bytes::Bytes;
use futures_util::future::{Either, join_all};
use isotype_core::{Code, Failure, Kind, Request, Verb};
use isotype_protocol::{batch_status, split_inputs};

use crate::{respond, routes::Endpoint, unary};

/// What is refused before any call runs; gives each call's kind.
///
/// # Errors
///
/// BAD_REQUEST when there are too many calls, or kinds are mixed. Unknown names count as no kind.
pub(crate) fn check<S: Send + Sync + 'static>(
    endpoint: &Endpoint<S>,
    names: &[&str],
) -> Result<Vec<Option<Kind>>, Failure> {
    let limit = endpoint.limits.batch;
    if names.len() > limit {
        let message = format!("Batch call exceeds maximum size: {} calls, and at most {limit} are taken", names.len());
        return Err(Failure::new(Code::BadRequest, message));
    }
    let kinds: Vec<Option<Kind>> = names.iter().map(|name| endpoint.api.kind(name)).collect();
    let mut known = kinds.iter().flatten();
    let first = known.next();
    if known.any(|kind| Some(kind) != first) {
        let mut mixed: Vec<&str> = kinds.iter().flatten().map(|kind| kind.as_str()).collect();
        mixed.dedup();
        let message = format!("Cannot mix procedure types in call: {}", mixed.join(", "));
        return Err(Failure::new(Code::BadRequest, message));
    }
    Ok(kinds)
}

pub(crate) async fn answer<S: Send + Sync + 'static>(
    endpoint: &Endpoint<S>,
    verb: Verb,
    names: &[&str],
    kinds: &[Option<Kind>],
    inputs: &Bytes,
    request: Request,
) -> Response {
    let request = Arc::new(request);
    let (inputs, broken) = match split_inputs(inputs, names.len()) {
        Ok(inputs) => (inputs, None),
        Err(failure) => (vec![Bytes::new(); names.len()], Some(failure)),
    };
    let calls = names.iter().zip(kinds).zip(inputs).map(|((name, kind), input)| match &broken {
        _ if *kind == Some(Kind::Subscription) => {
            let failure = Failure::new(Code::BadRequest, "Cannot batch subscription calls").at(name);
            Either::Left(ready(unary::failed(&failure)))
        }
        Some(failure) => Either::Left(ready(unary::failed(&failure.clone().at(name)))),
        None => Either::Right(unary::call(endpoint, verb, name, input, request.clone())),
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
