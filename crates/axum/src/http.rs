//! One HTTP request: the checks that concern all of it, in the order of protocol section 1.

use std::{
    borrow::Cow,
    future::{Future, ready},
    sync::Arc,
};

use ::http::{HeaderMap, Method, StatusCode, header};
use axum::{body::Body, extract::Request as HttpRequest, response::Response};
use bytes::Bytes;
use futures_util::future::Either;
use http_body_util::{BodyExt, Limited};
use isotype_core::{Code, Failure, Kind, Request, Verb};
use isotype_protocol::{Query, check_content_type, decode_path, names};

use crate::{batch, respond, routes::Endpoint, sse, unary};

/// Answers one HTTP request, whatever comes; the procedure's name stands behind `prefix` bytes of its path.
pub(crate) fn serve<S: Send + Sync + 'static>(
    endpoint: &Arc<Endpoint<S>>,
    prefix: usize,
    request: HttpRequest,
) -> impl Future<Output = Response> + Send + use<S> {
    if request.method() == Method::HEAD {
        return Either::Left(ready(respond::empty(StatusCode::NO_CONTENT)));
    }
    let (parts, body) = request.into_parts();
    let path = parts.uri.path().get(prefix..).unwrap_or_default();
    let head = decode_path(path).and_then(|path| Ok((path, verb(&parts.method, &parts.headers)?)));
    let head = head.and_then(|(path, verb)| Ok((path, verb, Query::parse(parts.uri.query())?)));
    let (path, verb, query) = match head {
        Ok(head) => head,
        Err(failure) => return Either::Left(ready(respond::failure(&failure))),
    };
    let kind = endpoint.api.kind(&path);
    let request = Request::new(parts.headers, parts.extensions);
    // The most frequent of all calls has a future of its own, which stays small.
    if verb == Verb::Get && !query.batch && kind != Some(Kind::Subscription) {
        return Either::Right(Either::Left(unary::answer(endpoint, verb, &path, query.input, request)));
    }
    let path = path.into_owned();
    let answer = answer(endpoint.clone(), path, verb, query, request, body);
    Either::Right(Either::Right(Box::pin(async move { answer.await.unwrap_or_else(|f| respond::failure(&f)) })))
}

async fn answer<S: Send + Sync + 'static>(
    endpoint: Arc<Endpoint<S>>,
    path: String,
    verb: Verb,
    query: Query,
    mut request: Request,
    body: Body,
) -> Result<Response, Failure> {
    let names = if query.batch { names(&path) } else { Vec::new() };
    let kinds = batch::check(&endpoint, &names)?;
    let input = match verb {
        Verb::Post => read(body, endpoint.limits.body).await?,
        _ => query.input,
    };
    if query.batch {
        return Ok(batch::answer(&endpoint, verb, &names, &kinds, &input, request).await);
    }
    if endpoint.api.kind(&path) == Some(Kind::Subscription) {
        request.last_event_id = last_event_id(&request.headers, query.last_event_id, &input);
        return Ok(sse::answer(&endpoint, verb, &path, input, request).await);
    }
    Ok(unary::answer(&endpoint, verb, &path, input, request).await)
}

/// GET, or POST of JSON; of all other methods, JSON ones are refused by method and the rest by content type.
fn verb(method: &Method, headers: &HeaderMap) -> Result<Verb, Failure> {
    if method == Method::GET {
        return Ok(Verb::Get);
    }
    check_content_type(headers.get(header::CONTENT_TYPE).map(|value| value.as_bytes()))?;
    if method == Method::POST {
        return Ok(Verb::Post);
    }
    Err(Failure::new(Code::MethodNotSupported, format!("Unsupported method {method}: use GET or POST")))
}

async fn read(body: Body, limit: usize) -> Result<Bytes, Failure> {
    match Limited::new(body, limit).collect().await {
        Ok(body) => Ok(body.to_bytes()),
        Err(error) if error.is::<http_body_util::LengthLimitError>() => {
            Err(Failure::new(Code::PayloadTooLarge, format!("The body is larger than {limit} bytes")))
        }
        Err(_) => Err(Failure::new(Code::ClientClosedRequest, "The body ended before it was whole")),
    }
}

/// Where a subscriber left off: header, else query parameter, else a field of the input, where tRPC's client puts it
/// after a time of silence (protocol section 4).
fn last_event_id(headers: &HeaderMap, parameter: Option<String>, input: &[u8]) -> Option<String> {
    #[derive(serde::Deserialize)]
    struct Resume<'a> {
        #[serde(borrow, rename = "lastEventId")]
        last_event_id: Option<Cow<'a, str>>,
    }
    let header = headers.get("last-event-id").and_then(|id| id.to_str().ok()).map(str::to_owned);
    let from_input = || serde_json::from_slice::<Resume<'_>>(input).ok()?.last_event_id.map(Cow::into_owned);
    header.or(parameter).or_else(from_input).filter(|id| !id.is_empty())
}
