//! The mount point of an API.

use std::{convert::Infallible, sync::Arc, time::Duration};

use axum::{extract::Request, response::Response, routing::any_service};
use futures_util::FutureExt;
use isotype_core::{BackpressureMetrics, ProcedureKind, Router};
use isotype_protocol::Limits;
use tower::{Service, service_fn};

use crate::{Drain, Info, extra_routes::ExtraRoutes, http, origin, request_id::assign_request_id, ws};

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
    pub(crate) endpoint: Endpoint<S>,
    extra_routes: ExtraRoutes,
}

/// What every request needs.
pub(crate) struct Endpoint<S> {
    pub(crate) api: Arc<Router<S>>,
    pub(crate) state: Arc<S>,
    pub(crate) limits: Limits,
    pub(crate) keep_alive_interval: Duration,
    pub(crate) body_idle_timeout: Duration,
    pub(crate) max_stream_duration: Option<Duration>,
    pub(crate) max_stream_chunks: usize,
    pub(crate) drain: Drain,
    pub(crate) method_override: bool,
    pub(crate) allowed_origins: Vec<String>,
    pub(crate) backpressure_metrics: BackpressureMetrics,
    pub(crate) websocket_timeouts: ws::WebSocketTimeouts,
}

impl<S> Endpoint<S> {
    /// The methods by which a procedure of that kind can be called.
    pub(crate) fn allowed_methods(&self, kind: Option<ProcedureKind>) -> &'static str {
        match kind {
            Some(ProcedureKind::Mutation) => "POST",
            _ if self.method_override => "GET, POST",
            _ => "GET",
        }
    }
}

impl<S: Send + Sync + 'static> Routes<S> {
    /// `api` on `state`, with sound defaults.
    pub fn new(api: Router<S>, state: S) -> Routes<S> {
        let endpoint = Endpoint {
            api: Arc::new(api),
            state: Arc::new(state),
            limits: Limits::default(),
            keep_alive_interval: Duration::from_secs(10),
            body_idle_timeout: Duration::from_secs(30),
            max_stream_duration: None,
            max_stream_chunks: usize::MAX,
            drain: Drain::default(),
            method_override: false,
            allowed_origins: Vec::new(),
            backpressure_metrics: BackpressureMetrics::default(),
            websocket_timeouts: ws::WebSocketTimeouts::default(),
        };
        Routes { endpoint, extra_routes: ExtraRoutes::default() }
    }

    /// What a client may ask for at most.
    #[must_use]
    pub fn limits(mut self, limits: Limits) -> Self {
        self.endpoint.limits = limits;
        self
    }

    /// How long a subscription, or a response in JSON Lines, may be silent before it sends a sign of life. Default: 10 s.
    ///
    /// Subscribers are told to reconnect when they hear nothing for three times as long.
    #[must_use]
    pub fn keep_alive(mut self, every: Duration) -> Self {
        self.endpoint.keep_alive_interval = every;
        self
    }

    /// How long a request may be silent in the middle of its body. Default: 30 s. Beyond it: TIMEOUT for the calls that read it.
    #[must_use]
    pub fn body_idle_timeout(mut self, limit: Duration) -> Self {
        self.endpoint.body_idle_timeout = limit;
        self
    }

    /// How long one connection of a subscription may live; its client then comes back and resumes. Default: for ever.
    #[must_use]
    pub fn max_stream_duration(mut self, limit: Duration) -> Self {
        self.endpoint.max_stream_duration = Some(limit);
        self
    }

    /// Ends a connection of a subscription behind its first events, or its first sign of life; its client then comes back and
    /// resumes. For hosts that hand on no answer before it is whole, such as functions and some proxies. Default: off.
    #[must_use]
    pub fn long_polling(mut self, on: bool) -> Self {
        self.endpoint.max_stream_chunks = if on { 1 } else { usize::MAX };
        self
    }

    /// What ends the streams when the server stops.
    #[must_use]
    pub fn drain(mut self, drain: &Drain) -> Self {
        self.endpoint.drain = drain.clone();
        self
    }

    /// Lets a POST reach queries and subscriptions too, for clients whose inputs do not fit into an address.
    /// Default: off.
    #[must_use]
    pub fn method_override(mut self, on: bool) -> Self {
        self.endpoint.method_override = on;
        self
    }

    /// The other sites whose pages may use their visitors' cookies here. Default: none, only pages of this server.
    /// They may also send forms.
    ///
    /// # Panics
    ///
    /// When one is not of the form `https://app.example`.
    ///
    /// # Example
    ///
    /// ```
    /// # use isotype_core::{Ctx, Router};
    /// # async fn ping(_: Ctx<()>, _: ()) -> String { String::new() }
    /// # let api = || Router::new().query("ping", ping);
    /// let rpc = isotype_axum::Routes::new(api(), ()).origins(["https://app.example", "http://localhost:5173"]);
    /// ```
    ///
    /// A path belongs to no origin:
    ///
    /// ```should_panic
    /// # use isotype_core::{Ctx, Router};
    /// # async fn ping(_: Ctx<()>, _: ()) -> String { String::new() }
    /// # let api = || Router::new().query("ping", ping);
    /// let rpc = isotype_axum::Routes::new(api(), ()).origins(["https://app.example/home"]);
    /// ```
    #[must_use]
    #[track_caller]
    pub fn allowed_origins(mut self, origins: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.endpoint.allowed_origins = origins.into_iter().map(|text| origin::parse_origin(text.into())).collect();
        self
    }

    /// Where it is counted what slow subscribers have missed.
    #[must_use]
    pub fn backpressure_metrics(mut self, counted: &BackpressureMetrics) -> Self {
        self.endpoint.backpressure_metrics = counted.clone();
        self
    }

    /// Shows a page at `_explorer` below the procedures, on which people read about them and call them. Default: off.
    ///
    /// It is for development: it tells whoever opens it of every procedure, and where it stands in the sources.
    ///
    /// # Panics
    ///
    /// When a procedure is called `_explorer`.
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
    pub fn explorer(mut self, on: bool) -> Self {
        let is_free = self.endpoint.api.resolve(isotype_explorer::PATH_SEGMENT).kind().is_none();
        assert!(
            !on || is_free,
            "a procedure is called \"{}\", where the explorer would stand",
            isotype_explorer::PATH_SEGMENT
        );
        self.extra_routes.explorer = on;
        self
    }

    /// Serves the same procedures in the manner of REST under `prefix`, such as `/api`: by the methods and paths that
    /// [`Procedure::rest`](isotype_core::Procedure::rest) or convention gives them.
    ///
    /// Outputs are plain JSON, failures problem documents (RFC 9457), subscriptions server-sent events. Limits, origins, deadlines and
    /// layers are those of the procedures' own path.
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
    ///
    /// Two procedures cannot have one address:
    ///
    /// ```should_panic
    /// # use isotype_core::{Ctx, Router, query};
    /// # use isotype_axum::Routes;
    /// # async fn ping(_: Ctx<()>, _: ()) -> String { String::new() }
    /// let api = Router::new().query("ping", ping).add("pong", query(ping).rest("GET /ping"));
    /// let app = Routes::new(api, ()).rest("/api").at("/rpc");
    /// ```
    #[must_use]
    pub fn rest(mut self, prefix: impl Into<String>) -> Self {
        self.extra_routes.rest = Some(prefix.into());
        self
    }

    /// Serves the OpenAPI document of what [`rest`](Routes::rest) serves.
    #[must_use]
    pub fn openapi(mut self, path: impl Into<String>, info: Info) -> Self {
        self.extra_routes.openapi = Some((path.into(), info));
        self
    }

    /// Serves a page that shows the [`openapi`](Routes::openapi) document and lets people try it, by Scalar. `script` is where the
    /// application serves `@scalar/api-reference/dist/browser/standalone.js`, from its npm package: the page asks no other host.
    #[must_use]
    pub fn docs(mut self, path: impl Into<String>, script: impl Into<String>) -> Self {
        self.extra_routes.docs = Some((path.into(), script.into()));
        self
    }

    /// The finished routes, to be nested where they belong.
    ///
    /// # Panics
    ///
    /// When what [`rest`](Routes::rest) is to serve clashes or cannot be told, or what [`Router::integers`] says; where a procedure states
    /// no policy and [`Router::deny_unstated`] asks for it; and when there is no `openapi` for `docs`, or no `rest` for `openapi`.
    ///
    /// # Example
    ///
    /// Nobody said who may call it:
    ///
    /// ```should_panic
    /// # use isotype_core::{Ctx, Router};
    /// # async fn ping(_: Ctx<()>, _: ()) -> String { String::new() }
    /// let rpc = isotype_axum::Routes::new(Router::new().query("ping", ping).deny_unstated(), ()).into_router();
    /// ```
    #[track_caller]
    pub fn into_router(self) -> axum::Router {
        let Routes { endpoint, extra_routes: beside } = self;
        let endpoint = Arc::new(endpoint);
        beside.router(&endpoint, "").fallback_service(service(endpoint, 0))
    }

    /// The finished routes under `prefix`, such as `/rpc`, to be merged with others.
    ///
    /// Cheaper than nesting: nesting writes the address of each request anew.
    ///
    /// # Panics
    ///
    /// When the prefix does not begin with a slash, or ends with one, and as [`into_router`](Routes::into_router).
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
        assert!(prefix.starts_with('/') && !prefix.ends_with('/'), "{prefix:?} is not of the form \"/rpc\"");
        // A path without a parameter costs axum least; batches, escapes and unknown names take the last route.
        let plain = |name: &&str| !name.contains(['{', '}']);
        let paths: Vec<String> =
            self.endpoint.api.procedure_names().filter(plain).map(|name| format!("{prefix}/{name}")).collect();
        let rest = [prefix.to_owned(), format!("{prefix}/"), format!("{prefix}/{{*path}}")];
        let Routes { endpoint, extra_routes: beside } = self;
        let endpoint = Arc::new(endpoint);
        let beside = beside.router(&endpoint, prefix);
        let service = service(endpoint, prefix.len());
        paths.iter().chain(&rest).fold(beside, |all, path| all.route(path, any_service(service.clone())))
    }
}

/// Answers requests whose path has the procedure's name behind `prefix` bytes.
fn service<S: Send + Sync + 'static>(
    endpoint: Arc<Endpoint<S>>,
    prefix: usize,
) -> impl Service<Request, Response = Response, Error = Infallible, Future: Send> + Clone + Send + Sync + 'static {
    service_fn(move |mut request| {
        let identified = assign_request_id(&mut request);
        http::handle(&endpoint, prefix, request).map(identified)
    })
}
