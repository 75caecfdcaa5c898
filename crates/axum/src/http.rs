//! Checks HTTP requests and dispatches them to the transports (`docs/protocol.md#order-of-checks`).

use std::{
    borrow::Cow,
    future::{Future, ready},
    sync::Arc,
};

use ::http::{HeaderMap, Method, StatusCode, header, request::Parts};
use axum::{extract::Request as HttpRequest, response::Response};
use futures_util::{FutureExt, future::Either};
use isotype_core::{CallMethod, ErrorResponse, ProcedureKind, RawInput, Request, ResolvedProcedure};
use isotype_protocol::{MediaType, QueryParams, decode_path};

use crate::{
    batch,
    endpoint::Endpoint,
    idempotency, json_body, jsonl,
    last_event_id::resolve_last_event_id,
    origin, peer,
    request_body::RequestBody,
    request_head::{check_url_length, deadline},
    respond, sse, unary, upload, ws,
};

/// HTTP methods that cannot call any procedure.
const UNSUPPORTED_METHODS: [&str; 6] = ["PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT"];

/// Handles an HTTP request. The procedure name starts `prefix_len` bytes into its path.
pub(crate) fn handle<S: Send + Sync + 'static>(
    endpoint: &Arc<Endpoint<S>>,
    prefix_len: usize,
    request: HttpRequest,
) -> impl Future<Output = Response> + Send + use<S> {
    if ws::is_upgrade_request(&request) {
        return Either::Right(Either::Right(ws::handle(endpoint.clone(), prefix_len, request).boxed()));
    }
    if request.method() == Method::HEAD {
        return Either::Left(ready(respond::empty(StatusCode::NO_CONTENT)));
    }
    let (parts, body) = request.into_parts();
    let body = RequestBody::new(body, &parts.headers, endpoint.body_idle_timeout, endpoint.limits.discarded_body);
    let path = parts.uri.path().get(prefix_len..).unwrap_or_default();
    let media_type = upload::media_type(&parts.headers);
    let (path, method, query) = match parse_head(endpoint, path, &parts, media_type) {
        Ok(head) => head,
        Err(failure) if media_type.is_some() => {
            return Either::Left(ready(respond::failure_with_allow(&failure, "POST")));
        }
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
    // Queries over GET are the most frequent calls, so they avoid the boxed future.
    let target = match target {
        Target::Single(procedure)
            if method == CallMethod::Get && procedure.kind() != Some(ProcedureKind::Subscription) =>
        {
            let input = (RawInput::Json(query.input), None);
            return Either::Right(Either::Left(unary::handle(endpoint, procedure, method, input, request)));
        }
        target => target,
    };
    let input = match (media_type, method) {
        (Some(_), _) => Either::Left(RawInput::Body(upload::raw_body(request.headers(), body, &endpoint.limits))),
        (None, CallMethod::Get) => Either::Left(RawInput::Json(query.input)),
        (None, _) => Either::Right(body),
    };
    let parsed = ParsedRequest { method, target, last_event_id: query.last_event_id, request };
    let response = handle_parsed(endpoint.clone(), parsed, input);
    let response = async move { response.await.unwrap_or_else(|failure| respond::failure(&failure)) };
    Either::Right(Either::Right(response.boxed()))
}

/// Validates the head of a request and returns its path, call method and query parameters.
///
/// If the body is not JSON, the path is a single procedure name and the query parameters are ignored.
fn parse_head<'a, S>(
    endpoint: &Endpoint<S>,
    path: &'a str,
    parts: &Parts,
    media_type: Option<MediaType>,
) -> Result<(Cow<'a, str>, CallMethod, QueryParams), ErrorResponse> {
    let Parts { method, headers, uri, .. } = parts;
    check_url_length(path, uri.query(), endpoint.limits.url)?;
    let path = decode_path(path)?;
    origin::check_cookies(method, headers, uri, &endpoint.allowed_origins)
        .map_err(|failure| failure.with_path(&path))?;
    let Some(media_type) = media_type else {
        let (call_method, query) = (call_method(endpoint, method, headers)?, QueryParams::parse(uri.query())?);
        jsonl::check(headers, query.batch)?;
        return Ok((path, call_method, query));
    };
    upload::check_method(method, media_type)?;
    upload::check_site(headers, uri, media_type, &endpoint.allowed_origins)
        .map_err(|failure| failure.with_path(&path))?;
    Ok((path, post_method(endpoint), QueryParams::default()))
}

/// Request whose head has been parsed.
struct ParsedRequest<S> {
    method: CallMethod,
    target: Target<S>,
    last_event_id: Option<String>,
    request: Request,
}

/// Procedure or procedures that a request calls.
enum Target<S> {
    Single(ResolvedProcedure<S>),
    /// Path of a batch, whose procedure names have not been resolved yet.
    Batch(String),
}

/// Handles a request whose head has been parsed.
async fn handle_parsed<S: Send + Sync + 'static>(
    endpoint: Arc<Endpoint<S>>,
    parsed: ParsedRequest<S>,
    input: Either<RawInput, RequestBody>,
) -> Result<Response, ErrorResponse> {
    let ParsedRequest { method, target, last_event_id, mut request } = parsed;
    let procedure = match target {
        Target::Single(procedure) => procedure,
        Target::Batch(path) => return handle_batch(&endpoint, method, &path, input, request).await,
    };
    let input = read_input(&endpoint, input).await;
    let kind = procedure.kind();
    if kind == Some(ProcedureKind::Subscription) {
        request.last_event_id = resolve_last_event_id(request.headers(), last_event_id, &input);
        let mut response = sse::handle(&endpoint, procedure, method, input, request).await;
        if matches!(method, CallMethod::Post | CallMethod::Other(_)) {
            respond::set_allow(&mut response, endpoint.allowed_methods(kind));
        }
        return Ok(response);
    }
    let key = idempotency::key(request.headers(), kind).map_err(|failure| failure.with_path(procedure.name()))?;
    Ok(unary::handle(&endpoint, procedure, method, (input, key), request).await)
}

/// Handles a batch. The response is JSON Lines if the client requested that.
async fn handle_batch<S: Send + Sync + 'static>(
    endpoint: &Endpoint<S>,
    method: CallMethod,
    path: &str,
    input: Either<RawInput, RequestBody>,
    request: Request,
) -> Result<Response, ErrorResponse> {
    let procedures = batch::resolve_procedures(endpoint, path)?;
    let inputs = batch::keyed_inputs(&procedures, read_input(endpoint, input).await, request.headers())?;
    Ok(match jsonl::is_requested(request.headers()) {
        true => jsonl::handle(endpoint, method, procedures, inputs, request),
        false => batch::handle(endpoint, method, procedures, inputs, request).await,
    })
}

/// Reads the body, unless the input was in the URL.
async fn read_input<S>(endpoint: &Endpoint<S>, input: Either<RawInput, RequestBody>) -> RawInput {
    match input {
        Either::Left(input) => input,
        Either::Right(body) => json_body::read(body, endpoint.limits.body).await,
    }
}

/// Returns the method of a call.
///
/// # Errors
/// Returns an error if a request other than GET has no supported media type. Unsupported methods are rejected later, by
/// the procedure.
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

/// Returns the call method of a POST request.
fn post_method<S>(endpoint: &Endpoint<S>) -> CallMethod {
    if endpoint.method_override { CallMethod::PostOverride } else { CallMethod::Post }
}
