//! One call, one reply.

use std::{future::Future, sync::Arc};

use axum::response::Response;
use isotype_core::{Answer, Call, Code, Failure, Kind, RawInput, Request, Verb};
use isotype_protocol::{close_value, open_value};

use crate::{cache, respond, routes::Endpoint, run};

/// Room for a small reply, so that it is written without growing.
const ROOM: usize = 256;

/// What is said to a call whose output streams, by a link that does not.
const STREAMS: &str = "Cannot use stream-like response in non-streaming request - use httpBatchStreamLink";

/// Answers a request of one call.
pub(crate) fn answer<S: Send + Sync + 'static>(
    endpoint: &Endpoint<S>,
    verb: Verb,
    name: &str,
    kind: Option<Kind>,
    (input, key): (RawInput, Option<Box<str>>),
    request: Request,
) -> impl Future<Output = Response> + Send + use<S> {
    let request = Arc::new(request);
    let call = call(endpoint, verb, name, kind, (input, key), request.clone());
    let methods = endpoint.methods(kind);
    let of = cache::Reply::to(verb, 1);
    async move {
        let (status, body) = call.await;
        respond::call(status, body, &request, methods, of)
    }
}

/// Runs one call and writes its whole envelope: `(status, JSON)`.
pub(crate) fn call<S: Send + Sync + 'static>(
    endpoint: &Endpoint<S>,
    verb: Verb,
    name: &str,
    kind: Option<Kind>,
    (input, idempotency_key): (RawInput, Option<Box<str>>),
    request: Arc<Request>,
) -> impl Future<Output = (u16, Vec<u8>)> + Send + use<S> {
    let mut buffer = Vec::with_capacity(ROOM);
    open_value(&mut buffer);
    let state = endpoint.state.clone();
    let call = Call { name, verb, input, idempotency_key, state, request, buffer };
    let call = run::call(endpoint, kind, call);
    let name: Arc<str> = name.into();
    async move {
        match call.await {
            Ok(Answer::Value(mut body)) => {
                close_value(&mut body);
                (200, body)
            }
            Ok(Answer::Events(_) | Answer::Partial(..)) => {
                failed(&Failure::new(Code::UnsupportedMediaType, STREAMS).at(&name))
            }
            Err(failure) => failed(&failure),
        }
    }
}

/// The envelope of a failure: `(status, JSON)`.
pub(crate) fn failed(failure: &Failure) -> (u16, Vec<u8>) {
    let mut body = Vec::new();
    failure.write(&mut body);
    (failure.code.status(), body)
}
