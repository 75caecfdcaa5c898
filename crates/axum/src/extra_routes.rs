//! Routes other than those of the procedures: REST, OpenAPI document, API reference and explorer.

use std::sync::Arc;

use axum::{body::Bytes, routing::get};
use isotype_openapi::{Info, document};

use crate::{cache::no_cache_headers, docs, endpoint::Endpoint, rest};

/// Settings of the extra routes, all disabled by default.
#[derive(Debug, Default)]
pub(crate) struct ExtraRoutes {
    /// If `true`, the explorer is served below the procedures.
    #[cfg(feature = "explorer")]
    pub(crate) explorer: bool,
    /// Path prefix of the REST routes.
    pub(crate) rest: Option<String>,
    /// Path of the OpenAPI document and its description of the API.
    pub(crate) openapi: Option<(String, Info)>,
    /// Path of the API reference and URL of its script.
    pub(crate) docs: Option<(String, String)>,
}

impl ExtraRoutes {
    /// Returns the enabled routes; `procedures` is the path of the procedures.
    ///
    /// # Panics
    ///
    /// Panics if a procedure declares no access policy although the router requires one, the API has no contract although
    /// a route needs it, or a route requires another one that is not enabled.
    #[track_caller]
    pub(crate) fn router<S: Send + Sync + 'static>(
        self,
        endpoint: &Arc<Endpoint<S>>,
        #[cfg_attr(not(feature = "explorer"), expect(unused_variables, reason = "only the explorer needs the path"))]
        procedures: &str,
    ) -> axum::Router {
        endpoint.api.check_protected().unwrap_or_else(|error| panic!("{error}"));
        endpoint.api.prepare().unwrap_or_else(|error| panic!("{error}"));
        let mut router = axum::Router::new();
        #[cfg(feature = "explorer")]
        if self.explorer {
            router = router.merge(crate::explorer::routes(procedures, endpoint.api.clone()));
        }
        let Some(prefix) = self.rest else {
            let needs_rest = self.openapi.is_some() || self.docs.is_some();
            assert!(!needs_rest, "Routes::openapi and Routes::docs require Routes::rest: set its prefix");
            return router;
        };
        let contract = endpoint.api.contract().unwrap_or_else(|error| panic!("{error}"));
        if let Some((path, script)) = self.docs {
            let Some((document, _)) = &self.openapi else {
                panic!("Routes::docs requires Routes::openapi: set its path");
            };
            router = router.merge(docs::router(&path, document, &script));
        }
        if let Some((path, info)) = self.openapi {
            let document = document(&contract, &info.server(&prefix)).unwrap_or_else(|error| panic!("{error}"));
            let (head, document) = (no_cache_headers("application/json"), Bytes::from(document.to_string()));
            router = router.route(&path, get(move || async move { (head, document) }));
        }
        let routes = contract.rest_operations().unwrap_or_else(|error| panic!("{error}"));
        router.merge(rest::router(endpoint, &prefix, routes))
    }
}
