//! One call, one reply.

use std::{future::Future, sync::Arc};

use axum::response::Response;
use isotype_core::{CallMethod, CallResponse, Code, ErrorResponse, RawInput, Request, ResolvedProcedure};
use isotype_protocol::{close_result, open_result};

use crate::{cache, respond, routes::Endpoint, run};

/// Room for a small reply, so that it is written without growing.
const INITIAL_CAPACITY: usize = 256;

/// What is said to a call whose output streams, by a link that does not.
const STREAM_NOT_SUPPORTED: &str = "Cannot use stream-like response in non-streaming request - use httpBatchStreamLink";

/// Answers a request of one call.
pub(crate) fn handle<S: Send + Sync + 'static>(
    endpoint: &Endpoint<S>,
    procedure: ResolvedProcedure<S>,
    verb: CallMethod,
    (input, key): (RawInput, Option<Box<str>>),
    request: Request,
) -> impl Future<Output = Response> + Send + use<S> {
    let request = Arc::new(request);
    let methods = endpoint.allowed_methods(procedure.kind());
    let call = call(endpoint, procedure, verb, (input, key), request.clone());
    let of = cache::ResponseKind::new(verb, 1);
    async move {
        let (status, body) = call.await;
        respond::call(status, body, &request, methods, of)
    }
}

/// Runs one call and writes its whole envelope: `(status, JSON)`.
pub(crate) fn call<S: Send + Sync + 'static>(
    endpoint: &Endpoint<S>,
    procedure: ResolvedProcedure<S>,
    verb: CallMethod,
    (input, key): (RawInput, Option<Box<str>>),
    request: Arc<Request>,
) -> impl Future<Output = (u16, Vec<u8>)> + Send + use<S> {
    let mut buffer = Vec::with_capacity(INITIAL_CAPACITY);
    open_result(&mut buffer);
    let call = procedure.call(verb, endpoint.state.clone(), request);
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

/// The envelope of a failure: `(status, JSON)`.
pub(crate) fn error_envelope(failure: &ErrorResponse) -> (u16, Vec<u8>) {
    let mut body = Vec::new();
    failure.write_envelope(&mut body);
    (failure.code.status(), body)
}
