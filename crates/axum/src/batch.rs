//! Batching of several calls in one HTTP request (`docs/protocol.md#batches`).

use std::{future::ready, sync::Arc};

use axum::response::Response;
use futures_util::future::{Either, join_all};
use http::HeaderMap;
use isotype_core::{CallMethod, Code, ErrorResponse, ProcedureKind, RawInput, Request, ResolvedProcedure};
use isotype_protocol::{self as protocol, batch_status, split_inputs};

use crate::{cache, endpoint::Endpoint, idempotency, respond, unary};

/// Resolves the procedure names in a batch.
///
/// # Errors
///
/// Returns `BAD_REQUEST` if batching is disabled, the batch has too many calls, or it mixes procedure kinds.
pub(crate) fn resolve_procedures<S: Send + Sync + 'static>(
    endpoint: &Endpoint<S>,
    path: &str,
) -> Result<Vec<ResolvedProcedure<S>>, ErrorResponse> {
    let reject = |message| Err(ErrorResponse::new(Code::BadRequest, message));
    let limit = endpoint.limits.batch_size;
    if limit == 0 {
        return reject("Batching is not enabled on the server".to_owned());
    }
    let names = protocol::procedure_names(path);
    if names.len() > limit {
        let count = names.len();
        return reject(format!("Batch call exceeds maximum size: {count} calls, and at most {limit} are taken"));
    }
    let procedures: Vec<_> = names.into_iter().map(|name| endpoint.api.resolve(name)).collect();
    let mut kinds = procedures.iter().filter_map(ResolvedProcedure::kind);
    let first = kinds.next();
    if kinds.any(|kind| Some(kind) != first) {
        let mut mixed: Vec<&str> = procedures.iter().filter_map(|procedure| Some(procedure.kind()?.as_str())).collect();
        mixed.dedup();
        return reject(format!("Cannot mix procedure types in call: {}", mixed.join(", ")));
    }
    Ok(procedures)
}

/// Returns the kind that all procedures of a batch share, or `None` if none of the names exists.
fn shared_kind<S: Send + Sync + 'static>(procedures: &[ResolvedProcedure<S>]) -> Option<ProcedureKind> {
    procedures.iter().find_map(ResolvedProcedure::kind)
}

/// Input of a call and its idempotency key, if it has one.
pub(crate) type KeyedInput = (RawInput, Option<Box<str>>);

/// Splits the input of a batch into one input per call and pairs each with its idempotency key.
///
/// If the batch input is malformed, only calls that read their input fail.
///
/// # Errors
///
/// Returns `BAD_REQUEST` if the number of keys differs from the number of calls.
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
        _ => Err(ErrorResponse::new(
            Code::UnsupportedMediaType,
            "unsupported media type: batches require application/json",
        )),
    };
    match inputs {
        Ok(inputs) => inputs.into_iter().map(RawInput::Json).collect(),
        Err(failure) => (0..count).map(|_| RawInput::Failed(failure.clone())).collect(),
    }
}

/// Returns an error if the procedure cannot be batched.
pub(crate) fn rejection<S: Send + Sync + 'static>(procedure: &ResolvedProcedure<S>) -> Option<ErrorResponse> {
    let is_subscription = procedure.kind() == Some(ProcedureKind::Subscription);
    is_subscription
        .then(|| ErrorResponse::new(Code::BadRequest, "Cannot batch subscription calls").with_path(procedure.name()))
}

/// Handles a batch and sends all responses together, as a JSON array.
pub(crate) async fn handle<S: Send + Sync + 'static>(
    endpoint: &Endpoint<S>,
    method: CallMethod,
    procedures: Vec<ResolvedProcedure<S>>,
    inputs: Vec<KeyedInput>,
    request: Request,
) -> Response {
    let request = Arc::new(request);
    let kind = shared_kind(&procedures);
    let calls = procedures.into_iter().zip(inputs).map(|(procedure, input)| match rejection(&procedure) {
        Some(failure) => Either::Left(ready(respond::error_envelope(&failure))),
        None => Either::Right(unary::call(endpoint, procedure, method, input, request.clone())),
    });
    let responses = join_all(calls).await;
    let status = batch_status(responses.iter().map(|(status, _)| *status));
    let response_kind = cache::ResponseKind::new(method, responses.len());
    respond::call(status, json_array(&responses), &request, endpoint.allowed_methods(kind), response_kind)
}

/// Joins JSON envelopes into an array.
fn json_array(responses: &[(u16, Vec<u8>)]) -> Vec<u8> {
    let mut body = Vec::with_capacity(responses.iter().map(|(_, envelope)| envelope.len() + 1).sum::<usize>() + 2);
    body.push(b'[');
    for (index, (_, envelope)) in responses.iter().enumerate() {
        if index > 0 {
            body.push(b',');
        }
        body.extend_from_slice(envelope);
    }
    body.push(b']');
    body
}
