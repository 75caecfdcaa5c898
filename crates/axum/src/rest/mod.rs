//! REST adapter: exposes procedures as REST routes (`docs/protocol.md#rest-adapter`).

mod handler;
mod input;
mod parameters;
mod deferred;
mod problem;

use std::{collections::BTreeMap, sync::Arc};

use axum::routing::any_service;
use futures_util::FutureExt;
use isotype_contract::RestOperation;
use tower::service_fn;

use crate::{endpoint::Endpoint, request_id::assign_request_id};

/// Returns the REST routes under `prefix`. All other paths under it respond with a problem document.
pub(crate) fn router<S: Send + Sync + 'static>(
    endpoint: &Arc<Endpoint<S>>,
    prefix: &str,
    routes: Vec<RestOperation>,
) -> axum::Router {
    let mut paths: BTreeMap<String, Vec<RestOperation>> = BTreeMap::new();
    for unmatched in ["", "/", "/{*path}"] {
        paths.insert(unmatched.to_owned(), Vec::new());
    }
    for route in routes {
        for rest_route in route.routes() {
            let route = RestOperation { route: rest_route.clone(), ..route.clone() };
            paths.entry(rest_route.path.clone()).or_default().push(route);
        }
    }
    // Procedure names may start with `:` or `*`, which axum otherwise rejects as axum 0.7 syntax.
    paths.into_iter().fold(axum::Router::new().without_v07_checks(), |router, (path, routes)| {
        let (endpoint, routes) = (endpoint.clone(), Arc::new(routes));
        let handle = move |mut request| {
            let add_request_id = assign_request_id(&mut request);
            handler::handle(endpoint.clone(), routes.clone(), request).map(add_request_id)
        };
        router.route(&format!("{prefix}{path}"), any_service(service_fn(handle)))
    })
}
