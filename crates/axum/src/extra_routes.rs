//! Optional routes besides the procedures themselves: REST, OpenAPI document, API reference and explorer.

use std::sync::Arc;

#[cfg(feature = "openapi")]
use isotype_openapi::Info;

use crate::{endpoint::Endpoint, rest};

/// Settings of the optional routes, all disabled by default.
#[derive(Debug, Default)]
pub(crate) struct ExtraRoutes {
    /// If `true`, the explorer is served under the API's path.
    #[cfg(feature = "explorer")]
    pub(crate) explorer: bool,
    /// Path prefix of the REST routes.
    pub(crate) rest: Option<String>,
    #[cfg(feature = "openapi")]
    /// Path of the OpenAPI document, and its `info` object.
    pub(crate) openapi: Option<(String, Info)>,
    #[cfg(feature = "openapi")]
    /// Path of the API reference, and URL of Scalar's script.
    pub(crate) docs: Option<(String, String)>,
}

impl ExtraRoutes {
    /// Returns the enabled routes. `procedures` is the API's path.
    ///
    /// # Panics
    ///
    /// Panics if a procedure declares no access policy although the router requires one, if the API has no contract
    /// although a route needs it, or if a route depends on another one that is not enabled.
    #[track_caller]
    pub(crate) fn router<S: Send + Sync + 'static>(
        self,
        endpoint: &Arc<Endpoint<S>>,
        #[cfg_attr(not(feature = "explorer"), expect(unused_variables, reason = "only the explorer needs the path"))]
        procedures: &str,
    ) -> axum::Router {
        endpoint.api.check_protected().unwrap_or_else(|error| panic!("{error}"));
        endpoint.api.prepare().unwrap_or_else(|error| panic!("{error}"));
        let router = axum::Router::new();
        #[cfg(feature = "explorer")]
        let router = match self.explorer {
            true => router.merge(crate::explorer::routes(procedures, endpoint.api.clone())),
            false => router,
        };
        let Some(prefix) = &self.rest else {
            #[cfg(feature = "openapi")]
            assert!(
                self.openapi.is_none() && self.docs.is_none(),
                "Routes::openapi and Routes::docs require the REST routes; call Routes::rest as well"
            );
            return router;
        };
        let contract = endpoint.api.contract().unwrap_or_else(|error| panic!("{error}"));
        #[cfg(feature = "openapi")]
        let router = router.merge(crate::docs::routes(&contract, prefix, self.openapi, self.docs));
        let routes = contract.rest_operations().unwrap_or_else(|error| panic!("{error}"));
        router.merge(rest::router(endpoint, prefix, routes))
    }
}
