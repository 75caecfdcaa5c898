//! What is served beside the procedures' own path: REST, its description, and a page that shows it.

use std::sync::Arc;

use axum::{body::Bytes, routing::get};
use http::{HeaderName, header};
use isotype_openapi::{Info, document};

use crate::{docs, rest, routes::Endpoint};

/// Nothing, unless it is asked for.
#[derive(Debug, Default)]
pub(crate) struct ExtraRoutes {
    #[cfg(feature = "explorer")]
    /// Whether the explorer is below the procedures.
    pub(crate) explorer: bool,
    /// Under which path REST is.
    pub(crate) rest: Option<String>,
    /// Where its description is, and what that says of the API.
    pub(crate) openapi: Option<(String, Info)>,
    /// Where the page is, and where its script.
    pub(crate) docs: Option<(String, String)>,
}

impl ExtraRoutes {
    /// What is asked for, where the procedures are under the path `procedures`.
    ///
    /// # Panics
    ///
    /// When the API cannot be told or does not state who may call it, or a page is asked for and nothing that it could show.
    #[track_caller]
    pub(crate) fn router<S: Send + Sync + 'static>(
        self,
        endpoint: &Arc<Endpoint<S>>,
        procedures: &str,
    ) -> axum::Router {
        endpoint.api.check_protected().unwrap_or_else(|unstated| panic!("{unstated}"));
        endpoint.api.prepare().unwrap_or_else(|refused| panic!("{refused}"));
        let mut router = axum::Router::new();
        #[cfg(feature = "explorer")]
        if self.explorer {
            router = router.merge(crate::explorer::routes(procedures, endpoint.api.clone()));
        }
        let Some(prefix) = self.rest else {
            let is_alone = self.openapi.is_none() && self.docs.is_none();
            assert!(is_alone, "Routes::openapi describes, and Routes::docs shows, what Routes::rest serves: say where");
            return router;
        };
        let contract = endpoint.api.contract().unwrap_or_else(|refused| panic!("{refused}"));
        if let Some((path, script)) = self.docs {
            let Some((document, _)) = &self.openapi else {
                panic!("Routes::docs shows what Routes::openapi serves: say where");
            };
            router = router.merge(docs::router(&path, document, &script));
        }
        if let Some((path, info)) = self.openapi {
            let document = document(&contract, &info.server(&prefix)).unwrap_or_else(|refused| panic!("{refused}"));
            let (head, document) = (no_cache_headers("application/json"), Bytes::from(document.to_string()));
            router = router.route(&path, get(move || async move { (head, document) }));
        }
        let routes = contract.rest_operations().unwrap_or_else(|refused| panic!("{refused}"));
        router.merge(rest::router(endpoint, &prefix, routes))
    }
}

/// The headers of what changes with the next version of the program.
pub(crate) fn no_cache_headers(content_type: &'static str) -> [(HeaderName, &'static str); 2] {
    [(header::CONTENT_TYPE, content_type), (header::CACHE_CONTROL, "no-cache")]
}
