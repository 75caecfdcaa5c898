//! One HTTP request: the checks that concern all of it, in the order of protocol section 1.

use std::{
    borrow::Cow,
    future::{Future, ready},
    sync::Arc,
    time::Instant,
};

use ::http::{HeaderMap, HeaderName, Method, StatusCode, header, request::Parts};
use axum::{extract::Request as HttpRequest, response::Response};
use futures_util::{FutureExt, future::Either};
use isotype_core::{CallMethod, Code, ErrorResponse, ProcedureKind, RawInput, Request, ResolvedProcedure};
use isotype_protocol::{MediaType, QueryParams, decode_path, parse_timeout_ms};

use crate::{
    batch, idempotency, json_body, jsonl, origin, peer, request_body::RequestBody, respond, routes::Endpoint, sse,
    unary, upload, ws,
};

/// In which a client says how long it waits, in milliseconds.
static TIMEOUT_HEADER: HeaderName = HeaderName::from_static("isotype-timeout-ms");
static LAST_EVENT_ID: HeaderName = HeaderName::from_static("last-event-id");

/// The methods that no procedure is called by.
const UNSUPPORTED_METHODS: [&str; 6] = ["PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT"];

/// Answers one HTTP request, whatever comes; the procedure's name stands behind `prefix` bytes of its path.
pub(crate) fn handle<S: Send + Sync + 'static>(
    endpoint: &Arc<Endpoint<S>>,
    prefix: usize,
    request: HttpRequest,
) -> impl Future<Output = Response> + Send + use<S> {
    if ws::is_upgrade_request(&request) {
        return Either::Right(Either::Right(ws::handle(endpoint.clone(), prefix, request).boxed()));
    }
    if request.method() == Method::HEAD {
        return Either::Left(ready(respond::empty(StatusCode::NO_CONTENT)));
    }
    let (parts, body) = request.into_parts();
    let body = RequestBody::new(body, &parts.headers, endpoint.body_idle_timeout, endpoint.limits.discarded_body);
    let path = parts.uri.path().get(prefix..).unwrap_or_default();
    let media = upload::media_type(&parts.headers);
    let (path, verb, query) = match parse_head(endpoint, path, &parts, media) {
        Ok(head) => head,
        Err(failure) if media.is_some() => return Either::Left(ready(respond::failure_with_allow(&failure, "POST"))),
        Err(failure) => return Either::Left(ready(respond::failure(&failure))),
    };
    let deadline = deadline(&parts.headers);
    let target = match query.batch {
        true => Target::Batch(path.into_owned()),
        false => Target::Single(endpoint.api.resolve(&path)),
    };
    let peer = peer::ip(&parts.extensions);
    let request = Request::new(parts.headers, parts.extensions);
    let mut request = request.with_connection_params(query.connection_params).with_peer_ip(peer);
    request.deadline = deadline;
    // The most frequent of all calls has a future of its own, which stays small.
    let target = match target {
        Target::Single(procedure)
            if verb == CallMethod::Get && procedure.kind() != Some(ProcedureKind::Subscription) =>
        {
            let input = (RawInput::Json(query.input), None);
            return Either::Right(Either::Left(unary::handle(endpoint, procedure, verb, input, request)));
        }
        target => target,
    };
    let input = match (media, verb) {
        (Some(_), _) => Either::Left(RawInput::Body(upload::raw_body(request.headers(), body, &endpoint.limits))),
        (None, CallMethod::Get) => Either::Left(RawInput::Json(query.input)),
        (None, _) => Either::Right(body),
    };
    let call = ParsedRequest { verb, target, last_event_id: query.last_event_id, request };
    let answer = handle_parsed(endpoint.clone(), call, input);
    Either::Right(Either::Right(async move { answer.await.unwrap_or_else(|f| respond::failure(&f)) }.boxed()))
}

/// Name, verb and parameters. Of a body that is no JSON the path is taken whole, and parameters do not count.
fn parse_head<'a, S>(
    endpoint: &Endpoint<S>,
    path: &'a str,
    parts: &Parts,
    media: Option<MediaType>,
) -> Result<(Cow<'a, str>, CallMethod, QueryParams), ErrorResponse> {
    let Parts { method, headers, uri, .. } = parts;
    check_url_length(path, uri.query(), endpoint.limits.url)?;
    let path = decode_path(path)?;
    origin::check_cookies(method, headers, uri, &endpoint.allowed_origins)
        .map_err(|failure| failure.with_path(&path))?;
    let Some(media) = media else {
        let (verb, query) = (call_method(endpoint, method, headers)?, QueryParams::parse(uri.query())?);
        jsonl::check(headers, query.batch)?;
        return Ok((path, verb, query));
    };
    upload::check_method(method, media)?;
    upload::check_site(headers, uri, media, &endpoint.allowed_origins).map_err(|failure| failure.with_path(&path))?;
    Ok((path, post_method(endpoint), QueryParams::default()))
}

/// A request whose head was read.
struct ParsedRequest<S> {
    verb: CallMethod,
    target: Target<S>,
    last_event_id: Option<String>,
    request: Request,
}

/// Procedures that a request names.
enum Target<S> {
    Single(ResolvedProcedure<S>),
    /// Path of a batch, whose names are not resolved yet.
    Batch(String),
}

async fn handle_parsed<S: Send + Sync + 'static>(
    endpoint: Arc<Endpoint<S>>,
    call: ParsedRequest<S>,
    input: Either<RawInput, RequestBody>,
) -> Result<Response, ErrorResponse> {
    let ParsedRequest { verb, target, last_event_id, mut request } = call;
    let procedure = match target {
        Target::Single(procedure) => procedure,
        Target::Batch(path) => return handle_batch(&endpoint, verb, &path, input, request).await,
    };
    let input = read_input(&endpoint, input).await;
    let kind = procedure.kind();
    if kind == Some(ProcedureKind::Subscription) {
        request.last_event_id = resolve_last_event_id(request.headers(), last_event_id, &input);
        let mut response = sse::handle(&endpoint, procedure, verb, input, request).await;
        if matches!(verb, CallMethod::Post | CallMethod::Other(_)) {
            respond::set_allow(&mut response, endpoint.allowed_methods(kind));
        }
        return Ok(response);
    }
    let key = idempotency::key(request.headers(), kind).map_err(|failure| failure.with_path(procedure.name()))?;
    Ok(unary::handle(&endpoint, procedure, verb, (input, key), request).await)
}

async fn handle_batch<S: Send + Sync + 'static>(
    endpoint: &Endpoint<S>,
    verb: CallMethod,
    path: &str,
    input: Either<RawInput, RequestBody>,
    request: Request,
) -> Result<Response, ErrorResponse> {
    let procedures = batch::resolve_procedures(endpoint, path)?;
    let inputs = batch::keyed_inputs(&procedures, read_input(endpoint, input).await, request.headers())?;
    Ok(match jsonl::is_requested(request.headers()) {
        true => jsonl::handle(endpoint, verb, procedures, inputs, request),
        false => batch::handle(endpoint, verb, procedures, inputs, request).await,
    })
}

/// Reads the body unless the input is already there.
async fn read_input<S>(endpoint: &Endpoint<S>, input: Either<RawInput, RequestBody>) -> RawInput {
    match input {
        Either::Left(input) => input,
        Either::Right(body) => json_body::read(body, endpoint.limits.body).await,
    }
}

pub(crate) fn check_url_length(path: &str, query: Option<&str>, limit: usize) -> Result<(), ErrorResponse> {
    if path.len() + query.map_or(0, str::len) <= limit {
        return Ok(());
    }
    let message = format!("The address is longer than {limit} bytes: send fewer calls at a time, or a smaller input");
    Err(ErrorResponse::new(Code::PayloadTooLarge, message))
}

/// GET, or POST of JSON. Of all other methods, JSON ones are refused call by call, and the rest by content type.
fn call_method<S>(endpoint: &Endpoint<S>, method: &Method, headers: &HeaderMap) -> Result<CallMethod, ErrorResponse> {
    if method == Method::GET {
        return Ok(CallMethod::Get);
    }
    MediaType::parse_required(headers.get(header::CONTENT_TYPE).map(|value| value.as_bytes()))?;
    match *method {
        Method::POST => Ok(post_method(endpoint)),
        _ => Ok(CallMethod::Other(
            UNSUPPORTED_METHODS.into_iter().find(|name| *name == method.as_str()).unwrap_or("unknown"),
        )),
    }
}

fn post_method<S>(endpoint: &Endpoint<S>) -> CallMethod {
    if endpoint.method_override { CallMethod::PostOverride } else { CallMethod::Post }
}

pub(crate) fn deadline(headers: &HeaderMap) -> Option<Instant> {
    Instant::now().checked_add(parse_timeout_ms(headers.get(&TIMEOUT_HEADER)?.to_str().ok()?)?)
}

/// Where a subscriber left off: header, else query parameter, else in its input.
pub(crate) fn resolve_last_event_id(
    headers: &HeaderMap,
    parameter: Option<String>,
    input: &RawInput,
) -> Option<String> {
    let header = headers.get(&LAST_EVENT_ID).and_then(|id| id.to_str().ok()).map(str::to_owned);
    last_event_id_or_input(header.or(parameter), input)
}

/// The id that was said, else a field of the input, where tRPC's client puts it after a time of silence (protocol
/// section 4).
pub(crate) fn last_event_id_or_input(said: Option<String>, input: &RawInput) -> Option<String> {
    #[derive(serde::Deserialize)]
    struct ResumeInput<'a> {
        #[serde(borrow, rename = "lastEventId")]
        last_event_id: Option<Cow<'a, str>>,
    }
    let from_input = || match input {
        RawInput::Json(json) => {
            serde_json::from_slice::<ResumeInput<'_>>(json).ok()?.last_event_id.map(Cow::into_owned)
        }
        _ => None,
    };
    said.or_else(from_input).filter(|id| !id.is_empty())
}
