//! Routes of the explorer, a development page served under the API's path.

use std::sync::{Arc, LazyLock};

use axum::{
    response::{IntoResponse, Redirect, Response},
    routing::get,
};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use isotype_core::Router;
use isotype_explorer::{CONTENT_SECURITY_POLICY, FILES, File, INDEX, PATH_SEGMENT, contract_json};

use crate::cache;

/// Returns the explorer's routes for the API at `prefix`.
pub(crate) fn routes<S: Send + Sync + 'static>(prefix: &str, api: Arc<Router<S>>) -> axum::Router {
    let page = format!("{prefix}/{PATH_SEGMENT}");
    let page_from_below = format!("../{PATH_SEGMENT}");
    // Built on the first request, so that it does not delay the start of the server.
    let json = Arc::new(LazyLock::new(move || contract_json(&api)));
    let contract = move |request: HeaderMap| async move {
        let (status, json) = match &**json {
            Ok(json) => (StatusCode::OK, json),
            Err(json) => (StatusCode::INTERNAL_SERVER_ERROR, json),
        };
        cached_response(status, "application/json", json, &request)
    };
    let routes = axum::Router::new()
        .route(&page, get(|request: HeaderMap| async move { file_response(&INDEX, &request) }))
        .route(&format!("{page}/"), get(|| async move { Redirect::permanent(&page_from_below) }))
        .route(&format!("{page}/contract.json"), get(contract));
    FILES.iter().fold(routes, |routes, file| {
        let path = format!("{page}/{}", file.path);
        routes.route(&path, get(move |request: HeaderMap| async move { file_response(file, &request) }))
    })
}

fn file_response(file: &File, request: &HeaderMap) -> Response {
    cached_response(StatusCode::OK, file.content_type(), file.text, request)
}

/// Returns a response that browsers may store but must revalidate before each use.
fn cached_response(status: StatusCode, content_type: &'static str, body: &str, request: &HeaderMap) -> Response {
    let headers: [(HeaderName, &'static str); 5] = [
        (header::CONTENT_TYPE, content_type),
        (header::CACHE_CONTROL, "no-cache"),
        (header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
    ];
    let headers = headers.map(|(name, value)| (name, HeaderValue::from_static(value)));
    let head = (status, HeaderMap::from_iter(headers)).into_response().map(|_| ());
    cache::finish(head, body.as_bytes().to_vec(), cache::ResponseKind::Get, request)
}
