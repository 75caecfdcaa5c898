//! Several calls in one request (protocol section 2). Each goes through the funnel by itself.

use std::{future::ready, sync::Arc};

use axum::response::Response;
use futures_util::future::{Either, join_all};
use http::HeaderMap;
use isotype_core::{CallMethod, Code, ErrorResponse, ProcedureKind, RawInput, Request, ResolvedProcedure};
use isotype_protocol::{self as protocol, batch_status, split_inputs};

use crate::{cache, idempotency, respond, routes::Endpoint, unary};

/// Resolves the procedures that a batch names.
///
/// # Errors
///
/// BAD_REQUEST when batches are off, there are too many calls, or kinds are mixed. Unknown names count as no kind.
pub(crate) fn resolve_procedures<S: Send + Sync + 'static>(
    endpoint: &Endpoint<S>,
    path: &str,
) -> Result<Vec<ResolvedProcedure<S>>, ErrorResponse> {
    let refuse = |message| Err(ErrorResponse::new(Code::BadRequest, message));
    let limit = endpoint.limits.batch_size;
    if limit == 0 {
        return refuse("Batching is not enabled on the server".to_owned());
    }
    let names = protocol::procedure_names(path);
    if names.len() > limit {
        let count = names.len();
        return refuse(format!("Batch call exceeds maximum size: {count} calls, and at most {limit} are taken"));
    }
    let procedures: Vec<_> = names.into_iter().map(|name| endpoint.api.resolve(name)).collect();
    let mut kinds = procedures.iter().filter_map(ResolvedProcedure::kind);
    let first = kinds.next();
    if kinds.any(|kind| Some(kind) != first) {
        let mut mixed: Vec<&str> = procedures.iter().filter_map(|one| Some(one.kind()?.as_str())).collect();
        mixed.dedup();
        return refuse(format!("Cannot mix procedure types in call: {}", mixed.join(", ")));
    }
    Ok(procedures)
}

/// Returns the kind of the procedures of a batch, which all have the same kind.
fn shared_kind<S: Send + Sync + 'static>(procedures: &[ResolvedProcedure<S>]) -> Option<ProcedureKind> {
    procedures.iter().find_map(ResolvedProcedure::kind)
}

/// The input of a call, and by what a repetition of it is known.
pub(crate) type KeyedInput = (RawInput, Option<Box<str>>);

/// The input of each call and its key; what cannot be cut fails only the calls that read theirs.
///
/// # Errors
///
/// BAD_REQUEST when there are other keys than calls.
pub(crate) fn keyed_inputs<S: Send + Sync + 'static>(
    procedures: &[ResolvedProcedure<S>],
    input: RawInput,
    headers: &HeaderMap,
) -> Result<Vec<KeyedInput>, ErrorResponse> {
    let keys = idempotency::keys(headers, shared_kind(procedures), procedures.len())?;
    Ok(split(input, procedures.len()).into_iter().zip(keys).collect())
}

fn split(input: RawInput, count: usize) -> Vec<RawInput> {
    let inputs = match input {
        RawInput::Json(json) => split_inputs(&json, count),
        RawInput::Failed(failure) => Err(failure),
        RawInput::Body(..) => {
            Err(ErrorResponse::new(Code::UnsupportedMediaType, "A batch is sent as application/json"))
        }
    };
    match inputs {
        Ok(inputs) => inputs.into_iter().map(RawInput::Json).collect(),
        Err(failure) => (0..count).map(|_| RawInput::Failed(failure.clone())).collect(),
    }
}

/// Why a call cannot be one of a batch.
pub(crate) fn rejection<S: Send + Sync + 'static>(procedure: &ResolvedProcedure<S>) -> Option<ErrorResponse> {
    let refused = procedure.kind() == Some(ProcedureKind::Subscription);
    refused.then(|| ErrorResponse::new(Code::BadRequest, "Cannot batch subscription calls").with_path(procedure.name()))
}

pub(crate) async fn handle<S: Send + Sync + 'static>(
    endpoint: &Endpoint<S>,
    verb: CallMethod,
    procedures: Vec<ResolvedProcedure<S>>,
    inputs: Vec<KeyedInput>,
    request: Request,
) -> Response {
    let request = Arc::new(request);
    let kind = shared_kind(&procedures);
    let calls = procedures.into_iter().zip(inputs).map(|(procedure, input)| match rejection(&procedure) {
        Some(failure) => Either::Left(ready(unary::error_envelope(&failure))),
        None => Either::Right(unary::call(endpoint, procedure, verb, input, request.clone())),
    });
    let replies = join_all(calls).await;
    let status = batch_status(replies.iter().map(|(status, _)| *status));
    let of = cache::ResponseKind::new(verb, replies.len());
    respond::call(status, array(&replies), &request, endpoint.allowed_methods(kind), of)
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
