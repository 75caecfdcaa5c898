//! Requests with a single, non-streaming call.

use std::{future::Future, sync::Arc};

use axum::response::Response;
use isotype_core::{CallMethod, CallResponse, Code, ErrorResponse, RawInput, Request, ResolvedProcedure};
use isotype_protocol::{close_result, open_result};

use crate::{cache, endpoint::Endpoint, respond, respond::error_envelope, run};

/// Initial buffer capacity, enough for a small response without reallocating.
const INITIAL_CAPACITY: usize = 256;

/// tRPC's error message for a procedure with streaming output called over a non-streaming link.
const STREAM_NOT_SUPPORTED: &str = "Cannot use stream-like response in non-streaming request - use httpBatchStreamLink";

/// Handles a request with a single call.
pub(crate) fn handle<S: Send + Sync + 'static>(
    endpoint: &Endpoint<S>,
    procedure: ResolvedProcedure<S>,
    method: CallMethod,
    (input, key): (RawInput, Option<Box<str>>),
    request: Request,
) -> impl Future<Output = Response> + Send + use<S> {
    let request = Arc::new(request);
    let allowed_methods = endpoint.allowed_methods(procedure.kind());
    let call = call(endpoint, procedure, method, (input, key), request.clone());
    let kind = cache::ResponseKind::new(method, 1);
    async move {
        let (status, body) = call.await;
        respond::call(status, body, &request, allowed_methods, kind)
    }
}

/// Runs a call and returns its HTTP status and JSON envelope.
pub(crate) fn call<S: Send + Sync + 'static>(
    endpoint: &Endpoint<S>,
    procedure: ResolvedProcedure<S>,
    method: CallMethod,
    (input, key): (RawInput, Option<Box<str>>),
    request: Arc<Request>,
) -> impl Future<Output = (u16, Vec<u8>)> + Send + use<S> {
    let mut buffer = Vec::with_capacity(INITIAL_CAPACITY);
    open_result(&mut buffer);
    let call = procedure.call(method, endpoint.state.clone(), request);
    let call = call.with_input(input).with_idempotency_key(key).with_buffer(buffer);
    let name = procedure.name().clone();
    let call = run::call(endpoint, procedure, call);
    async move {
        match call.await {
            Ok(CallResponse::Value(mut body)) => {
                close_result(&mut body);
                (200, body)
            }
            Ok(CallResponse::Events(_) | CallResponse::WithDeferred(..)) => {
                error_envelope(&ErrorResponse::new(Code::UnsupportedMediaType, STREAM_NOT_SUPPORTED).with_path(&name))
            }
            Err(failure) => error_envelope(&failure),
        }
    }
}
