//! JSON Lines: a batch whose results leave as they complete (protocol section 3).
//!
//! Everything lives in the body: it is pulled by the client's reading, and what still runs is dropped with it, but for
//! mutations, which run to their end.

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
use crate::{batch, respond, routes::Endpoint};

static TRPC_ACCEPT: HeaderName = HeaderName::from_static("trpc-accept");

/// Whether the client wants its answers this way: `trpc-accept` says so, or, where there is none, `accept` does.
pub(crate) fn is_requested(headers: &HeaderMap) -> bool {
    let accepts = headers.get(&TRPC_ACCEPT).or_else(|| headers.get(header::ACCEPT));
    // What most clients send needs no reading.
    let Some(types) = accepts.filter(|types| *types != "*/*").and_then(|types| types.to_str().ok()) else {
        return false;
    };
    types
        .split(',')
        .filter_map(|one| one.split(';').next())
        .any(|one| one.trim().eq_ignore_ascii_case(APPLICATION_JSONL))
}

/// # Errors
///
/// BAD_REQUEST when it is wanted for what is no batch.
pub(crate) fn check(headers: &HeaderMap, is_batch: bool) -> Result<(), ErrorResponse> {
    if is_batch || !is_requested(headers) {
        return Ok(());
    }
    Err(ErrorResponse::new(Code::BadRequest, "Streaming requests must be batched (you can do a batch of 1)"))
}

/// Opens the body. What completes without waiting leaves with the head, and so do the headers that it has set.
pub(crate) fn handle<S: Send + Sync + 'static>(
    endpoint: &Endpoint<S>,
    verb: CallMethod,
    procedures: Vec<ResolvedProcedure<S>>,
    inputs: Vec<batch::KeyedInput>,
    request: Request,
) -> Response {
    let request = Arc::new(request);
    let mut first = Vec::new();
    let mut page = JsonlResponse::start(procedures.len(), request.clone(), endpoint.drain.clone(), &mut first);
    for (index, (procedure, input)) in procedures.into_iter().zip(inputs).enumerate() {
        match batch::rejection(&procedure) {
            Some(failure) => page.reject(index, &failure, &mut first),
            None => page.call(endpoint, index, procedure, verb, input),
        }
    }
    page.write_ready(&mut first);
    let chunks = chunks(first, page, endpoint.keep_alive_interval).map(|chunk| Ok::<_, Infallible>(Bytes::from(chunk)));
    respond::json_lines(Body::from_stream(chunks), &request)
}

/// The lines as they come, and a sign of life whenever none came for `ping`.
fn chunks(first: Vec<u8>, page: JsonlResponse, ping: Duration) -> impl Stream<Item = Vec<u8>> + Send {
    let rest = stream::unfold(page, move |mut page| async move {
        let Ok(chunk) = timeout(ping, page.next()).await else { return Some((JSONL_KEEP_ALIVE.to_vec(), page)) };
        Some((chunk?, page))
    });
    stream::iter([first]).chain(rest)
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    fn wanted(headers: &[(&'static str, &'static str)]) -> bool {
        let pairs =
            headers.iter().map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value)));
        is_requested(&pairs.collect())
    }

    #[test]
    fn the_first_of_two_headers_decides() {
        assert!(wanted(&[("trpc-accept", "application/jsonl")]));
        assert!(wanted(&[("accept", "text/html, application/jsonl;q=0.9")]));
        assert!(!wanted(&[("trpc-accept", "application/json"), ("accept", "application/jsonl")]));
        assert!(!wanted(&[("accept", "application/jsonlines, */*")]));
        assert!(!wanted(&[]));
    }
}
