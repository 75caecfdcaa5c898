//! Handler for REST requests.

use std::sync::Arc;

use axum::{
    extract::{FromRequestParts, RawPathParams, Request as HttpRequest},
    response::Response,
};
use http::{Method, header};
use isotype_contract::RestOperation;
use isotype_core::{CallMethod, CallResponse, Code, ErrorResponse, ProcedureKind, RawInput, Request};

use super::{deferred, input, problem};
use crate::{
    cache,
    endpoint::Endpoint,
    idempotency,
    last_event_id::resolve_last_event_id,
    origin, peer,
    request_body::RequestBody,
    request_head::{check_url_length, deadline},
    respond, run, sse,
};

/// Handles a request to a path. `routes` are the operations available at that path.
pub(crate) async fn handle<S: Send + Sync + 'static>(
    endpoint: Arc<Endpoint<S>>,
    routes: Arc<Vec<RestOperation>>,
    request: HttpRequest,
) -> Response {
    let (mut parts, body) = request.into_parts();
    let body = RequestBody::new(body, &parts.headers, endpoint.body_idle_timeout, endpoint.limits.discarded_body);
    let params = RawPathParams::from_request_parts(&mut parts, &()).await;
    let peer = peer::ip(&parts.extensions);
    let mut request = Request::new(parts.headers.clone(), parts.extensions.clone()).with_peer_ip(peer);
    let Some(route) = routes.iter().find(|route| matches_method(route, &parts.method)) else {
        return problem::response(&no_matching_route(&parts.method, &routes), &request, &allowed_methods(&routes));
    };
    let checked = check_url_length(parts.uri.path(), parts.uri.query(), endpoint.limits.url)
        .and_then(|()| origin::check_cookies(&parts.method, &parts.headers, &parts.uri, &endpoint.allowed_origins));
    let input = match checked {
        Ok(()) => match params {
            Ok(params) => input::read(&endpoint, route, &parts, &params, body).await,
            Err(error) => Err(ErrorResponse::new(Code::BadRequest, error.body_text())),
        },
        Err(failure) => Err(failure),
    };
    let input = match input {
        Ok(input) => input,
        Err(failure) => return problem::response(&failure.with_path(&route.name), &request, ""),
    };
    let key = match idempotency::key(request.headers(), Some(route.kind)) {
        Ok(key) => key,
        Err(failure) => return problem::response(&failure.with_path(&route.name), &request, ""),
    };
    request.deadline = deadline(request.headers());
    request.last_event_id = resolve_last_event_id(request.headers(), None, &input);
    call(&endpoint, route, (input, key), request).await
}

/// Returns `true` if the route accepts the method. GET routes also accept HEAD.
fn matches_method(route: &RestOperation, method: &Method) -> bool {
    let method = if *method == Method::HEAD && route.kind == ProcedureKind::Query { &Method::GET } else { method };
    route.route.method.as_str() == method.as_str()
}

/// Calls the procedure that the route belongs to.
async fn call<S: Send + Sync + 'static>(
    endpoint: &Endpoint<S>,
    route: &RestOperation,
    (input, key): (RawInput, Option<Box<str>>),
    request: Request,
) -> Response {
    let method = if route.kind == ProcedureKind::Mutation { CallMethod::Post } else { CallMethod::Get };
    let request = Arc::new(request);
    let procedure = endpoint.api.resolve(&route.name);
    let backpressure = procedure.options().backpressure;
    let call = procedure.call(method, endpoint.state.clone(), request.clone());
    let call = call.with_input(input).with_idempotency_key(key);
    let json = match run::call(endpoint, procedure, call).await {
        Ok(CallResponse::Events(events)) => {
            return sse::stream_response(endpoint, &route.name, backpressure, events, &request);
        }
        Ok(CallResponse::Value(json)) => Ok(json),
        Ok(CallResponse::WithDeferred(json, fields)) => deferred::resolve(json, fields).await,
        Err(failure) => Err(failure),
    };
    let response_kind = cache::ResponseKind::new(method, 1);
    match json {
        Ok(_) if route.no_content => {
            let mut response = respond::call(204, Vec::new(), &request, "", response_kind);
            response.headers_mut().remove(header::CONTENT_TYPE);
            response
        }
        Ok(json) => respond::call(route.route.status, json, &request, "", response_kind),
        Err(failure) => problem::response(&failure, &request, ""),
    }
}

/// Returns the error for a request whose method matches none of the routes at its path.
fn no_matching_route(method: &Method, routes: &[RestOperation]) -> ErrorResponse {
    if routes.is_empty() {
        return ErrorResponse::new(Code::NotFound, "no route at this path");
    }
    let allowed = allowed_methods(routes);
    let message = format!("method {method} is not supported at this path; it supports {allowed}");
    ErrorResponse::new(Code::MethodNotSupported, message)
}

/// Returns the `Allow` header value for a path with the given routes.
fn allowed_methods(routes: &[RestOperation]) -> String {
    let is_supported = |method: &&Method| routes.iter().any(|route| matches_method(route, method));
    let head = Some(&Method::HEAD).filter(is_supported).map(Method::as_str);
    let methods: Vec<&str> = routes.iter().map(|route| route.route.method.as_str()).chain(head).collect();
    methods.join(", ")
}
