//! Builder for the routes of an API.

use std::{convert::Infallible, sync::Arc, time::Duration};

use axum::{extract::Request, response::Response, routing::any_service};
use futures_util::FutureExt;
use isotype_core::{BackpressureMetrics, Router};
#[cfg(feature = "openapi")]
use isotype_openapi::Info;
use isotype_protocol::Limits;
use tower::{Service, service_fn};

use crate::{drain::Drain, endpoint::Endpoint, extra_routes::ExtraRoutes, http, origin, request_id::assign_request_id};

/// Upper bound for WebSocket timeouts: longer than any socket stays open, but short enough that `Instant` arithmetic
/// cannot overflow.
const MAX_TIMEOUT: Duration = Duration::from_secs(30 * 365 * 24 * 60 * 60);

/// Returns the routes of an API with default settings, to be nested in an [`axum::Router`].
///
/// # Panics
///
/// Panics under the same conditions as [`Routes::into_router`].
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
#[track_caller]
pub fn routes<S: Send + Sync + 'static>(api: Router<S>, state: S) -> axum::Router {
    Routes::new(api, state).into_router()
}

/// Builder for the routes of an API.
///
/// # Example
///
/// ```
/// use std::time::Duration;
///
/// use isotype_axum::Routes;
/// use isotype_core::{Ctx, Router};
///
/// async fn ping(_: Ctx<()>, _: ()) -> String {
///     "pong".to_owned()
/// }
///
/// let rpc = Routes::new(Router::new().query("ping", ping), ()).keep_alive(Duration::from_secs(5)).at("/rpc");
/// let app = axum::Router::new().merge(rpc);
/// # let _: axum::Router = app;
/// ```
#[expect(missing_debug_implementations, reason = "handlers have nothing to show")]
pub struct Routes<S> {
    endpoint: Endpoint<S>,
    extra_routes: ExtraRoutes,
}

impl<S: Send + Sync + 'static> Routes<S> {
    /// Creates a builder with default settings.
    pub fn new(api: Router<S>, state: S) -> Routes<S> {
        Routes { endpoint: Endpoint::new(api, state), extra_routes: ExtraRoutes::default() }
    }

    /// Sets the request limits.
    #[must_use]
    pub fn limits(mut self, limits: Limits) -> Self {
        self.endpoint.limits = limits;
        self
    }

    /// Sets the keep-alive interval of SSE subscriptions and JSON Lines responses.
    ///
    /// A keep-alive message is sent whenever nothing else was sent for `interval`. Subscribers reconnect if they
    /// receive nothing for three intervals. Default: 10 s.
    #[must_use]
    pub fn keep_alive(mut self, interval: Duration) -> Self {
        self.endpoint.keep_alive_interval = interval;
        self
    }

    /// Sets how long a request body may be idle before calls that read it fail with `TIMEOUT`. Default: 30 s.
    #[must_use]
    pub fn body_idle_timeout(mut self, timeout: Duration) -> Self {
        self.endpoint.body_idle_timeout = timeout;
        self
    }

    /// Sets the maximum duration of an SSE subscription. Clients reconnect and resume. Default: unlimited.
    #[must_use]
    pub fn max_stream_duration(mut self, duration: Duration) -> Self {
        self.endpoint.max_stream_duration = Some(duration);
        self
    }

    /// If `true`, an SSE subscription ends after its first events or its first keep-alive message.
    ///
    /// Clients reconnect and resume. Use this on hosts that buffer responses, such as serverless functions and some
    /// proxies (`docs/protocol.md#long-polling`). Default: `false`.
    #[must_use]
    pub fn long_polling(mut self, enabled: bool) -> Self {
        self.endpoint.max_stream_chunks = if enabled { 1 } else { usize::MAX };
        self
    }

    /// Sets the [`Drain`] that ends the streams on shutdown.
    #[must_use]
    pub fn drain(mut self, drain: &Drain) -> Self {
        self.endpoint.drain = drain.clone();
        self
    }

    /// If `true`, queries and subscriptions can also be called with POST, for inputs that are too long for a URL.
    /// Default: `false`.
    #[must_use]
    pub fn method_override(mut self, enabled: bool) -> Self {
        self.endpoint.method_override = enabled;
        self
    }

    /// Sets the origins whose pages may submit forms and send requests with cookies to this server.
    ///
    /// The server's own origin is always allowed (`docs/protocol.md#origins-and-cookies`). Default: no other origins.
    ///
    /// # Panics
    ///
    /// Panics if an origin is not of the form `https://app.example`.
    ///
    /// # Example
    ///
    /// ```
    /// # use isotype_core::{Ctx, Router};
    /// # async fn ping(_: Ctx<()>, _: ()) -> String { String::new() }
    /// # let api = || Router::new().query("ping", ping);
    /// let rpc = isotype_axum::Routes::new(api(), ()).allowed_origins(["https://app.example", "http://localhost:5173"]);
    /// ```
    ///
    /// An origin has no path:
    ///
    /// ```should_panic
    /// # use isotype_core::{Ctx, Router};
    /// # async fn ping(_: Ctx<()>, _: ()) -> String { String::new() }
    /// # let api = || Router::new().query("ping", ping);
    /// let rpc = isotype_axum::Routes::new(api(), ()).allowed_origins(["https://app.example/home"]);
    /// ```
    #[must_use]
    #[track_caller]
    pub fn allowed_origins(mut self, origins: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.endpoint.allowed_origins = origins.into_iter().map(|origin| origin::parse_origin(origin.into())).collect();
        self
    }

    /// Sets the counters for events dropped and subscribers disconnected by backpressure.
    #[must_use]
    pub fn backpressure_metrics(mut self, metrics: &BackpressureMetrics) -> Self {
        self.endpoint.backpressure_metrics = metrics.clone();
        self
    }

    /// Sets when the server pings an idle WebSocket client, and when it closes the socket if there is no reply.
    ///
    /// The server sends a ping after `interval` without a message, and closes the socket if no message arrives within
    /// `timeout` after that. Connection params must arrive within twice the timeout. Defaults: 30 s and 5 s.
    ///
    /// # Example
    ///
    /// ```
    /// # use isotype_core::{Ctx, Router};
    /// # async fn ping(_: Ctx<()>, _: ()) -> String { String::new() }
    /// use std::time::Duration;
    ///
    /// let rpc = isotype_axum::Routes::new(Router::new().query("ping", ping), ())
    ///     .websocket_keep_alive(Duration::from_secs(20), Duration::from_secs(5))
    ///     .at("/rpc");
    /// # let _: axum::Router = rpc;
    /// ```
    #[must_use]
    pub fn websocket_keep_alive(mut self, interval: Duration, timeout: Duration) -> Self {
        self.endpoint.websocket_timeouts.ping_interval = interval.min(MAX_TIMEOUT);
        self.endpoint.websocket_timeouts.pong_timeout = timeout.min(MAX_TIMEOUT);
        self
    }

    /// Sets the time after which the server closes an idle WebSocket.
    ///
    /// A socket is idle while it has no calls, no subscriptions and no messages other than keep-alives. Default: 10
    /// min.
    #[must_use]
    pub fn websocket_idle_timeout(mut self, timeout: Duration) -> Self {
        self.endpoint.websocket_timeouts.idle_timeout = timeout.min(MAX_TIMEOUT);
        self
    }

    /// If `true`, serves the explorer, a page that documents and calls the procedures, at `_explorer` under the API's
    /// path.
    ///
    /// The page is meant for development: it shows every procedure and its source location to anyone who opens it.
    /// Default: `false`.
    ///
    /// # Panics
    ///
    /// Panics if a procedure is named `_explorer`.
    ///
    /// # Example
    ///
    /// ```
    /// # use isotype_core::{Ctx, Router};
    /// # async fn ping(_: Ctx<()>, _: ()) -> String { String::new() }
    /// let rpc = isotype_axum::Routes::new(Router::new().query("ping", ping), ()).explorer(cfg!(debug_assertions));
    /// ```
    #[cfg(feature = "explorer")]
    #[must_use]
    #[track_caller]
    pub fn explorer(mut self, enabled: bool) -> Self {
        let name = isotype_explorer::PATH_SEGMENT;
        let is_free = self.endpoint.api.resolve(name).kind().is_none();
        assert!(
            !enabled || is_free,
            "procedure {name:?} conflicts with the path of the explorer; rename the procedure"
        );
        self.extra_routes.explorer = enabled;
        self
    }

    /// Also exposes the procedures as REST routes under `prefix`, for example `/api`.
    ///
    /// [`Procedure::rest`](isotype_core::Procedure::rest) sets the route of a procedure; other routes are derived by
    /// convention. Outputs are plain JSON, errors are problem documents (RFC 9457), and subscriptions are server-sent
    /// events. Limits, origins, deadlines and layers apply as they do to RPC calls (`docs/protocol.md#rest-adapter`).
    ///
    /// # Example
    ///
    /// ```
    /// use isotype_axum::Routes;
    /// # use isotype_core::{Ctx, Router};
    /// # async fn ping(_: Ctx<()>, _: ()) -> String { String::new() }
    /// # let api = || Router::new().query("ping", ping);
    /// let app = Routes::new(api(), ()).rest("/api").at("/rpc");
    /// # let _: axum::Router = app;
    /// ```
    ///
    /// Two procedures cannot have the same route:
    ///
    /// ```should_panic
    /// # use isotype_core::{Ctx, Router, query};
    /// # use isotype_axum::Routes;
    /// # async fn ping(_: Ctx<()>, _: ()) -> String { String::new() }
    /// let api = Router::new().query("ping", ping).procedure("pong", query(ping).rest("GET /ping"));
    /// let app = Routes::new(api, ()).rest("/api").at("/rpc");
    /// ```
    #[must_use]
    pub fn rest(mut self, prefix: impl Into<String>) -> Self {
        self.extra_routes.rest = Some(prefix.into());
        self
    }

    /// Serves the OpenAPI document of the [`rest`](Routes::rest) routes at `path`.
    ///
    /// # Example
    ///
    /// ```
    /// use isotype_axum::{Info, Routes};
    /// # use isotype_core::{Ctx, Router};
    /// # async fn ping(_: Ctx<()>, _: ()) -> String { String::new() }
    /// # let api = || Router::new().query("ping", ping);
    /// let info = Info::new("Ping", "1.0.0");
    /// let app = Routes::new(api(), ()).rest("/api").openapi("/openapi.json", info).docs("/docs", "/scalar.js").at("/rpc");
    /// # let _: axum::Router = app;
    /// ```
    #[cfg(feature = "openapi")]
    #[must_use]
    pub fn openapi(mut self, path: impl Into<String>, info: Info) -> Self {
        self.extra_routes.openapi = Some((path.into(), info));
        self
    }

    /// Serves an API reference at `path`, rendered by Scalar from the [`openapi`](Routes::openapi) document.
    ///
    /// `script` is the URL where the application serves `dist/browser/standalone.js` from the npm package
    /// `@scalar/api-reference`. The page loads nothing from other hosts.
    #[cfg(feature = "openapi")]
    #[must_use]
    pub fn docs(mut self, path: impl Into<String>, script: impl Into<String>) -> Self {
        self.extra_routes.docs = Some((path.into(), script.into()));
        self
    }

    /// Returns the routes as an [`axum::Router`] for nesting in another one.
    ///
    /// # Panics
    ///
    /// Panics if:
    ///
    /// - a procedure declares no access policy although [`Router::deny_unprotected`] requires one,
    /// - the API has no contract although [`rest`](Routes::rest) or [`Router::integers`] needs it,
    /// - two procedures have the same REST route,
    /// - `openapi` is set without `rest`, or `docs` without `openapi`.
    ///
    /// # Example
    ///
    /// Panics because a procedure declares no access policy:
    ///
    /// ```should_panic
    /// # use isotype_core::{Ctx, Router};
    /// # async fn ping(_: Ctx<()>, _: ()) -> String { String::new() }
    /// let rpc = isotype_axum::Routes::new(Router::new().query("ping", ping).deny_unprotected(), ()).into_router();
    /// ```
    #[track_caller]
    pub fn into_router(self) -> axum::Router {
        let Routes { endpoint, extra_routes } = self;
        let endpoint = Arc::new(endpoint);
        extra_routes.router(&endpoint, "").fallback_service(service(endpoint, 0))
    }

    /// Returns the routes under `prefix`, for example `/rpc`, as an [`axum::Router`] for merging into another one.
    ///
    /// This is faster than nesting, which rewrites the URL of each request.
    ///
    /// # Panics
    ///
    /// Panics if the prefix does not start with a slash or ends with one, and under the same conditions as
    /// [`into_router`](Routes::into_router).
    ///
    /// # Example
    ///
    /// ```
    /// # use isotype_core::{Ctx, Router};
    /// # async fn ping(_: Ctx<()>, _: ()) -> String { String::new() }
    /// let rpc = isotype_axum::Routes::new(Router::new().query("ping", ping), ()).at("/rpc");
    /// let app: axum::Router = axum::Router::new().merge(rpc);
    /// ```
    #[track_caller]
    pub fn at(self, prefix: &str) -> axum::Router {
        let is_valid = prefix.starts_with('/') && !prefix.ends_with('/');
        assert!(is_valid, "invalid prefix {prefix:?}: expected a leading and no trailing slash, such as \"/rpc\"");
        // Static paths match fastest. Batches, escaped names and unknown names fall through to the wildcard.
        let is_static = |name: &&str| !name.contains(['{', '}']);
        let paths: Vec<String> =
            self.endpoint.api.procedure_names().filter(is_static).map(|name| format!("{prefix}/{name}")).collect();
        let wildcard = [prefix.to_owned(), format!("{prefix}/"), format!("{prefix}/{{*path}}")];
        let Routes { endpoint, extra_routes } = self;
        let endpoint = Arc::new(endpoint);
        let extra_routes = extra_routes.router(&endpoint, prefix);
        let service = service(endpoint, prefix.len());
        paths
            .iter()
            .chain(&wildcard)
            .fold(extra_routes, |router, path| router.route(path, any_service(service.clone())))
    }
}

/// Returns the service that handles calls. The procedure name starts `prefix_len` bytes into the request path.
fn service<S: Send + Sync + 'static>(
    endpoint: Arc<Endpoint<S>>,
    prefix_len: usize,
) -> impl Service<Request, Response = Response, Error = Infallible, Future: Send> + Clone + Send + Sync + 'static {
    service_fn(move |mut request| {
        let add_request_id = assign_request_id(&mut request);
        http::handle(&endpoint, prefix_len, request).map(add_request_id)
    })
}
