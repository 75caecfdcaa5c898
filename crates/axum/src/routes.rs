//! The mount point of an API.

use std::{sync::Arc, time::Duration};

use axum::extract::{Request, State};
use isotype_core::Router;
use isotype_protocol::Limits;

use crate::http;

/// Serves `api` with sound defaults; nest it where it belongs.
///
/// # Example
///
/// ```
/// use isotype_core::{Ctx, Router};
///
/// async fn ping(_: Ctx<()>, _: ()) -> String {
///     "pong".to_owned()
/// }
///
/// let app = axum::Router::new().nest("/rpc", isotype_axum::routes(Router::new().query("ping", ping), ()));
/// # let _: axum::Router = app;
/// ```
pub fn routes<S: Send + Sync + 'static>(api: Router<S>, state: S) -> axum::Router {
    Routes::new(api, state).into_router()
}

/// The same, with settings.
#[expect(missing_debug_implementations, reason = "handlers have nothing to show")]
pub struct Routes<S> {
    endpoint: Endpoint<S>,
}

/// What every request needs.
pub(crate) struct Endpoint<S> {
    pub(crate) api: Router<S>,
    pub(crate) state: Arc<S>,
    pub(crate) limits: Limits,
    pub(crate) ping: Duration,
}

impl<S: Send + Sync + 'static> Routes<S> {
    /// `api` on `state`, with sound defaults.
    pub fn new(api: Router<S>, state: S) -> Routes<S> {
        let endpoint =
            Endpoint { api, state: Arc::new(state), limits: Limits::default(), ping: Duration::from_secs(10) };
        Routes { endpoint }
    }

    /// What a client may ask for at most.
    #[must_use]
    pub fn limits(mut self, limits: Limits) -> Self {
        self.endpoint.limits = limits;
        self
    }

    /// How long a subscription may be silent before it sends a sign of life. Default: 10 s.
    ///
    /// Clients are told to reconnect when they hear nothing for three times as long.
    #[must_use]
    pub fn ping(mut self, every: Duration) -> Self {
        self.endpoint.ping = every;
        self
    }

    /// The finished routes.
    pub fn into_router(self) -> axum::Router {
        axum::Router::new().fallback(serve::<S>).with_state(Arc::new(self.endpoint))
    }
}

async fn serve<S: Send + Sync + 'static>(
    State(endpoint): State<Arc<Endpoint<S>>>,
    request: Request,
) -> axum::response::Response {
    http::serve(&endpoint, request).await
}
