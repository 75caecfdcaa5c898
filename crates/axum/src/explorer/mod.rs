//! The explorer: a page for people, on which every procedure is shown and can be called.

mod files;
mod told;

use std::sync::{Arc, LazyLock};

use axum::{
    response::{IntoResponse, Redirect, Response},
    routing::get,
};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use isotype_core::Router;

use crate::cache;

/// Behind the mount: the page; its files and the contract stand below.
pub(crate) const NAME: &str = "_explorer";

/// Only what this server sends is loaded and asked; nothing is made into a script, and nobody frames it.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; \
                      base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'";

/// The page's routes, to be merged with those of the procedures under `prefix`.
pub(crate) fn routes<S: Send + Sync + 'static>(prefix: &str, api: Arc<Router<S>>) -> axum::Router {
    let page = format!("{prefix}/{NAME}");
    let back = format!("../{NAME}");
    // Made when somebody looks: a server starts no later for it.
    let told = Arc::new(LazyLock::new(move || told::json(&api)));
    let contract = move |asked: HeaderMap| async move {
        let (status, json) = &**told;
        answer(*status, "application/json", json, &asked)
    };
    let routes = axum::Router::new()
        .route(&page, get(|asked: HeaderMap| async move { file(files::INDEX, &asked) }))
        .route(&format!("{page}/"), get(|| async move { Redirect::permanent(&back) }))
        .route(&format!("{page}/contract.json"), get(contract));
    files::FILES.iter().fold(routes, |routes, part| {
        let path = format!("{page}/{}", part.0);
        routes.route(&path, get(move |asked: HeaderMap| async move { file(*part, &asked) }))
    })
}

fn file((name, text): (&'static str, &'static str), asked: &HeaderMap) -> Response {
    answer(StatusCode::OK, files::content_type(name), text.as_bytes(), asked)
}

/// What a browser may keep, if it asks each time whether it is still good.
fn answer(status: StatusCode, content_type: &'static str, body: &[u8], asked: &HeaderMap) -> Response {
    let headers: [(HeaderName, &'static str); 5] = [
        (header::CONTENT_TYPE, content_type),
        (header::CACHE_CONTROL, "no-cache"),
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
    ];
    let headers = headers.map(|(name, value)| (name, HeaderValue::from_static(value)));
    let head = (status, HeaderMap::from_iter(headers)).into_response().map(|_| ());
    cache::close(head, body.to_vec(), cache::Reply::Got, asked)
}
