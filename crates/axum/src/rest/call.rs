//! One request: which procedure it calls, and how it is answered.

use std::sync::Arc;

use axum::{
    extract::{FromRequestParts, RawPathParams, Request as HttpRequest},
    response::Response,
};
use http::{Method, header};
use isotype_contract::Route;
use isotype_core::{Answer, Call, Code, Failure, Kind, RawInput, Request, Verb};

use super::{input, problem, whole};
use crate::{
    cache,
    http::{deadline, resume, short},
    idempotency, origin, peer, respond,
    routes::Endpoint,
    run, sse,
    unread::Arriving,
};

/// Answers a request to a path that has these routes.
pub(crate) async fn serve<S: Send + Sync + 'static>(
    endpoint: Arc<Endpoint<S>>,
    routes: Arc<Vec<Route>>,
    request: HttpRequest,
) -> Response {
    let (mut parts, body) = request.into_parts();
    let body = Arriving::new(body, &parts.headers, endpoint.body_silence, endpoint.limits.unread);
    let params = RawPathParams::from_request_parts(&mut parts, &()).await;
    let peer = peer::of(&parts.extensions);
    let mut request = Request::new(parts.headers.clone(), parts.extensions.clone()).with_peer(peer);
    let Some(route) = routes.iter().find(|route| is_called(route, &parts.method)) else {
        return problem::response(&unknown(&parts.method, &routes), &request, &methods(&routes));
    };
    let allowed = short(parts.uri.path(), parts.uri.query(), endpoint.limits.url)
        .and_then(|()| origin::check_cookies(&parts.method, &parts.headers, &parts.uri, &endpoint.origins));
    let input = match allowed {
        Ok(()) => match params {
            Ok(params) => input::read(&endpoint, route, &parts, &params, body).await,
            Err(error) => Err(Failure::new(Code::BadRequest, error.body_text())),
        },
        Err(failure) => Err(failure),
    };
    let input = match input {
        Ok(input) => input,
        Err(failure) => return problem::response(&failure.at(&route.name), &request, ""),
    };
    let key = match idempotency::key(request.headers(), Some(route.kind)) {
        Ok(key) => key,
        Err(failure) => return problem::response(&failure.at(&route.name), &request, ""),
    };
    request.deadline = deadline(request.headers());
    request.last_event_id = resume(request.headers(), None, &input);
    answer(&endpoint, route, (input, key), request).await
}

/// HEAD asks for the head of what GET gives.
fn is_called(route: &Route, method: &Method) -> bool {
    let method = if *method == Method::HEAD && route.kind == Kind::Query { &Method::GET } else { method };
    route.rest.method.as_str() == method.as_str()
}

async fn answer<S: Send + Sync + 'static>(
    endpoint: &Endpoint<S>,
    route: &Route,
    (input, idempotency_key): (RawInput, Option<Box<str>>),
    request: Request,
) -> Response {
    let verb = if route.kind == Kind::Mutation { Verb::Post } else { Verb::Get };
    let (name, state) = (route.name.as_str(), endpoint.state.clone());
    let (request, buffer) = (Arc::new(request), Vec::new());
    let call = Call { name, verb, input, idempotency_key, state, request: request.clone(), buffer };
    let json = match run::call(endpoint, Some(route.kind), call).await {
        Ok(Answer::Events(events)) => return sse::live(endpoint, name, events, &request),
        Ok(Answer::Value(json)) => Ok(json),
        Ok(Answer::Partial(json, members)) => whole::json(json, members).await,
        Err(failure) => Err(failure),
    };
    let of = cache::Reply::to(verb, 1);
    match json {
        Ok(_) if route.silent => {
            let mut response = respond::call(204, Vec::new(), &request, "", of);
            response.headers_mut().remove(header::CONTENT_TYPE);
            response
        }
        Ok(json) => respond::call(route.rest.status, json, &request, "", of),
        Err(failure) => problem::response(&failure, &request, ""),
    }
}

fn unknown(method: &Method, routes: &[Route]) -> Failure {
    if routes.is_empty() {
        return Failure::new(Code::NotFound, "There is nothing at this address");
    }
    let methods = methods(routes);
    Failure::new(Code::MethodNotSupported, format!("This address is not called by {method}, but by {methods}"))
}

fn methods(routes: &[Route]) -> String {
    let called = |method: &&Method| routes.iter().any(|route| is_called(route, method));
    let head = Some(&Method::HEAD).filter(called).map(Method::as_str);
    let methods: Vec<&str> = routes.iter().map(|route| route.rest.method.as_str()).chain(head).collect();
    methods.join(", ")
}
