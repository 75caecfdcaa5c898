//! JSON Lines transport: sends the results of a batch as they complete (`docs/protocol.md#json-lines`).
//!
//! The calls run while the client reads the body. Dropping the body cancels them, except for mutations.

mod response;
mod items;

use std::{convert::Infallible, sync::Arc, time::Duration};

use axum::{body::Body, response::Response};
use bytes::Bytes;
use futures_util::{Stream, StreamExt, stream};
use http::{HeaderMap, HeaderName, header};
use isotype_core::{CallMethod, Code, ErrorResponse, Request, ResolvedProcedure};
use isotype_protocol::{APPLICATION_JSONL, JSONL_KEEP_ALIVE};
use tokio::time::timeout;

use self::response::JsonlResponse;
use crate::{batch, endpoint::Endpoint, respond};

static TRPC_ACCEPT: HeaderName = HeaderName::from_static("trpc-accept");

/// Returns `true` if the client requests JSON Lines in `trpc-accept` or, if that header is absent, in `accept`.
pub(crate) fn is_requested(headers: &HeaderMap) -> bool {
    let accepts = headers.get(&TRPC_ACCEPT).or_else(|| headers.get(header::ACCEPT));
    // Most clients send `*/*`, which needs no parsing.
    let Some(types) = accepts.filter(|types| *types != "*/*").and_then(|types| types.to_str().ok()) else {
        return false;
    };
    types
        .split(',')
        .filter_map(|media_type| media_type.split(';').next())
        .any(|media_type| media_type.trim().eq_ignore_ascii_case(APPLICATION_JSONL))
}

/// Rejects JSON Lines requests that are not batches.
///
/// # Errors
///
/// Returns `BAD_REQUEST` if the request is for JSON Lines and not a batch.
pub(crate) fn check(headers: &HeaderMap, is_batch: bool) -> Result<(), ErrorResponse> {
    if is_batch || !is_requested(headers) {
        return Ok(());
    }
    Err(ErrorResponse::new(Code::BadRequest, "Streaming requests must be batched (you can do a batch of 1)"))
}

/// Handles a batch with a JSON Lines response.
///
/// Results that are ready immediately go into the first chunk. Headers set by procedures after that are not sent.
pub(crate) fn handle<S: Send + Sync + 'static>(
    endpoint: &Endpoint<S>,
    method: CallMethod,
    procedures: Vec<ResolvedProcedure<S>>,
    inputs: Vec<batch::KeyedInput>,
    request: Request,
) -> Response {
    let request = Arc::new(request);
    let mut first = Vec::new();
    let mut response = JsonlResponse::start(procedures.len(), request.clone(), endpoint.drain.clone(), &mut first);
    for (index, (procedure, input)) in procedures.into_iter().zip(inputs).enumerate() {
        match batch::rejection(&procedure) {
            Some(failure) => response.reject(index, &failure, &mut first),
            None => response.call(endpoint, index, procedure, method, input),
        }
    }
    response.write_ready(&mut first);
    let chunks =
        chunks(first, response, endpoint.keep_alive_interval).map(|chunk| Ok::<_, Infallible>(Bytes::from(chunk)));
    respond::json_lines(Body::from_stream(chunks), &request)
}

/// Yields lines as they are written, and a keep-alive whenever no line was written for `keep_alive_interval`.
fn chunks(
    first: Vec<u8>,
    response: JsonlResponse,
    keep_alive_interval: Duration,
) -> impl Stream<Item = Vec<u8>> + Send {
    let rest = stream::unfold(response, move |mut response| async move {
        let Ok(chunk) = timeout(keep_alive_interval, response.next()).await else {
            return Some((JSONL_KEEP_ALIVE.to_vec(), response));
        };
        Some((chunk?, response))
    });
    stream::iter([first]).chain(rest)
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    fn requested(headers: &[(&'static str, &'static str)]) -> bool {
        let pairs =
            headers.iter().map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value)));
        is_requested(&pairs.collect())
    }

    #[test]
    fn prefers_trpc_accept_to_accept() {
        assert!(requested(&[("trpc-accept", "application/jsonl")]));
        assert!(requested(&[("accept", "text/html, application/jsonl;q=0.9")]));
        assert!(!requested(&[("trpc-accept", "application/json"), ("accept", "application/jsonl")]));
        assert!(!requested(&[("accept", "application/jsonlines, */*")]));
        assert!(!requested(&[]));
    }
}
