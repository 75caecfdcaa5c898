//! The API in the manner of REST, beside its own path: other addresses and another dress for the same calls.
//!
//! The modules stand in the order in which a request passes them.

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

use crate::{request_id::assign_request_id, routes::Endpoint};

/// Serves each route under `prefix`, and says by a problem document that there are no others.
pub(crate) fn router<S: Send + Sync + 'static>(
    endpoint: &Arc<Endpoint<S>>,
    prefix: &str,
    routes: Vec<RestOperation>,
) -> axum::Router {
    let mut paths: BTreeMap<String, Vec<RestOperation>> = BTreeMap::new();
    for other in ["", "/", "/{*path}"] {
        paths.insert(other.to_owned(), Vec::new());
    }
    for route in routes {
        for rest in route.routes() {
            let route = RestOperation { route: rest.clone(), ..route.clone() };
            paths.entry(rest.path.clone()).or_default().push(route);
        }
    }
    // A procedure's name may begin with what a path of axum 0.7 could not.
    paths.into_iter().fold(axum::Router::new().without_v07_checks(), |router, (path, routes)| {
        let (endpoint, routes) = (endpoint.clone(), Arc::new(routes));
        let serve = move |mut request| {
            let identified = assign_request_id(&mut request);
            handler::handle(endpoint.clone(), routes.clone(), request).map(identified)
        };
        router.route(&format!("{prefix}{path}"), any_service(service_fn(serve)))
    })
}
