//! One HTTP request: the checks that concern all of it, in the order of protocol section 1.

use std::{borrow::Cow, sync::Arc};

use ::http::{HeaderMap, Method, StatusCode, header, request::Parts};
use axum::{body::Body, extract::Request as HttpRequest, response::Response};
use bytes::Bytes;
use http_body_util::{BodyExt, Limited};
use isotype_core::{Code, Failure, Kind, Request, Verb};
use isotype_protocol::{Query, check_content_type, decode_path, names};

use crate::{batch, respond, routes::Endpoint, sse, unary};

/// Answers one HTTP request, whatever comes.
pub(crate) async fn serve<S: Send + Sync + 'static>(endpoint: &Endpoint<S>, request: HttpRequest) -> Response {
    if request.method() == Method::HEAD {
        return respond::empty(StatusCode::NO_CONTENT);
    }
    match route(endpoint, request).await {
        Ok(response) => response,
        Err(failure) => respond::failure(&failure),
    }
}

async fn route<S: Send + Sync + 'static>(endpoint: &Endpoint<S>, request: HttpRequest) -> Result<Response, Failure> {
    let (parts, body) = request.into_parts();
    let path = decode_path(parts.uri.path())?;
    let verb = verb(&parts)?;
    let query = Query::parse(parts.uri.query())?;
    let names = if query.batch { names(&path) } else { Vec::new() };
    batch::check(endpoint, &names)?;
    let input = match verb {
        Verb::Post => Box::pin(read(body, endpoint.limits.body)).await?,
        _ => query.input,
    };
    let mut request = Request::new(parts.headers, parts.extensions);
    // The rarer ways are boxed, so that the future of a plain call stays small.
    if query.batch {
        return Ok(Box::pin(batch::answer(endpoint, verb, &names, &input, Arc::new(request))).await);
    }
    if endpoint.api.kind(&path) == Some(Kind::Subscription) {
        request.last_event_id = last_event_id(&request.headers, query.last_event_id, &input);
        return Ok(Box::pin(sse::answer(endpoint, verb, &path, input, Arc::new(request))).await);
    }
    Ok(unary::answer(endpoint, verb, &path, input, Arc::new(request)).await)
}

/// GET, or POST of JSON; of all other methods, JSON ones are refused by method and the rest by content type.
fn verb(parts: &Parts) -> Result<Verb, Failure> {
    if parts.method == Method::GET {
        return Ok(Verb::Get);
    }
    check_content_type(parts.headers.get(header::CONTENT_TYPE).map(|value| value.as_bytes()))?;
    if parts.method == Method::POST {
        return Ok(Verb::Post);
    }
    Err(Failure::new(Code::MethodNotSupported, format!("Unsupported method {}: use GET or POST", parts.method)))
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
