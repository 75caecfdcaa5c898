//! The `serve` function and the [`Server`] builder.

use std::{error::Error, future::Future, io, net::SocketAddr};

use axum::Router as AxumRouter;
use isotype_axum::{Drain, Routes};
use isotype_core::{BackpressureMetrics, Router};
use isotype_observe::{Metrics, TracingLayer};
use tokio::net::TcpListener;

use crate::{Health, HttpServer, ServerConfig, StartupGuard, compression, cors, security_headers, shutdown_signal};

/// Creates a production-ready server for `api` with `state`.
///
/// The server adds:
///
/// - connection limits, request limits and timeouts
/// - security headers, and `cache-control: no-store` unless a response sets `cache-control`
/// - CORS for the origins in [`ServerConfig::allowed_origins`]
/// - compression
/// - a trace span and metrics for each call
/// - `/health/live` and `/health/ready`
/// - graceful shutdown on `SIGINT` and `SIGTERM`
///
/// To build the axum router yourself, use [`isotype_axum::routes`] and [`HttpServer`].
///
/// # Example
///
/// ```no_run
/// use isotype_core::{Ctx, Router};
/// use isotype_server::{Config, ConfigLoader, serve};
///
/// async fn ping(_: Ctx<()>, _: ()) -> &'static str {
///     "pong"
/// }
///
/// /// Application settings.
/// #[derive(serde::Deserialize)]
/// struct AppConfig {}
///
/// #[tokio::main]
/// async fn main() -> Result<(), Box<dyn std::error::Error>> {
///     let config: Config<AppConfig> = ConfigLoader::new("PING").load()?;
///     let _telemetry = config.init_telemetry("ping")?;
///     let api = Router::new().query("ping", ping);
///     serve(api, ()).config(&config.server).run().await?;
///     Ok(())
/// }
/// ```
pub fn serve<S: Send + Sync + 'static>(api: Router<S>, state: S) -> Server<S> {
    let drain = Drain::default();
    Server {
        api,
        state,
        config: ServerConfig::default(),
        prefix: "/rpc".to_owned(),
        routes: Box::new(|routes| routes),
        extra_routes: AxumRouter::new(),
        health: Health::new(&drain),
        drain,
    }
}

/// Builder for a server, created by [`serve`].
#[expect(missing_debug_implementations, reason = "handlers do not implement Debug")]
#[must_use = "the server does not start before `run` or `bind`"]
pub struct Server<S> {
    api: Router<S>,
    state: S,
    config: ServerConfig,
    prefix: String,
    routes: Box<dyn FnOnce(Routes<S>) -> Routes<S> + Send>,
    extra_routes: AxumRouter,
    health: Health,
    drain: Drain,
}

/// Error returned if a server cannot start.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ServeError {
    /// Binding the address failed, for example because it is already in use.
    #[error("cannot listen on {0}: {1}")]
    Bind(SocketAddr, #[source] io::Error),
}

impl<S: Send + Sync + 'static> Server<S> {
    /// Sets the server configuration. Default: `ServerConfig::default()`.
    pub fn config(mut self, config: &ServerConfig) -> Self {
        self.config = config.clone();
        self
    }

    /// Sets the path at which procedures are served. Default: `/rpc`.
    pub fn at(mut self, prefix: &str) -> Self {
        prefix.clone_into(&mut self.prefix);
        self
    }

    /// Configures the routes, for options that [`ServerConfig`] does not cover.
    ///
    /// # Example
    ///
    /// ```
    /// # let server = isotype_server::serve(isotype_core::Router::<()>::new(), ());
    /// let server = server.routes(|routes| routes.rest("/api"));
    /// ```
    pub fn routes(mut self, configure: impl FnOnce(Routes<S>) -> Routes<S> + Send + 'static) -> Self {
        let previous = self.routes;
        self.routes = Box::new(|routes| configure(previous(routes)));
        self
    }

    /// Adds axum routes alongside the procedures, for example a web app. Security headers set by these routes are kept.
    pub fn merge(mut self, routes: AxumRouter) -> Self {
        self.extra_routes = self.extra_routes.merge(routes);
        self
    }

    /// Adds a check to `/health/ready`, as [`Health::check`] does.
    ///
    /// # Panics
    ///
    /// Panics if a check with this name already exists.
    #[track_caller]
    pub fn health_check<F, E>(mut self, name: &str, check: impl Fn() -> F + Send + Sync + 'static) -> Self
    where
        F: Future<Output = Result<(), E>> + Send + 'static,
        E: Into<Box<dyn Error + Send + Sync>> + 'static,
    {
        self.health = self.health.check(name, check);
        self
    }

    /// Returns a guard that keeps the server unready until the guard is dropped. See [`Health::startup_guard`].
    pub fn startup_guard(&self) -> StartupGuard {
        self.health.startup_guard()
    }

    /// Returns the server's [`Drain`], for observing or starting its shutdown.
    pub fn drain(&self) -> Drain {
        self.drain.clone()
    }

    /// Binds the listeners and serves until `SIGINT` or `SIGTERM`.
    ///
    /// # Errors
    ///
    /// Returns [`ServeError::Bind`] if an address cannot be bound.
    pub async fn run(self) -> Result<(), ServeError> {
        self.bind().await?.run(shutdown_signal()).await;
        Ok(())
    }

    /// Binds the listeners. Incoming connections queue until [`BoundServer::run`] is called.
    ///
    /// # Errors
    ///
    /// Returns [`ServeError::Bind`] if an address cannot be bound.
    pub async fn bind(self) -> Result<BoundServer, ServeError> {
        let Server { api, state, config, prefix, routes, extra_routes, health, drain } = self;
        let (backpressure, health) = (BackpressureMetrics::default(), health.routes());
        let metrics = Metrics::new(&api).backpressure(&backpressure);
        let api = api.layer(TracingLayer::new()).layer(metrics.clone());
        let defaults = Routes::new(api, state)
            .limits(config.limits)
            .allowed_origins(config.allowed_origins.clone())
            .drain(&drain)
            .backpressure_metrics(&backpressure);
        let procedures = security_headers::with_no_store(routes(defaults).at(&prefix));
        let mut app = AxumRouter::new().merge(procedures).merge(extra_routes).merge(health.clone());
        if config.compression {
            app = compression::with_compression(app);
        }
        let app = security_headers::with_security_headers(cors::with_cors(app, &config.allowed_origins), config.https);
        let app = (bind(config.address()).await?, app);
        let metrics = match config.metrics_address {
            Some(address) => Some((bind(address).await?, metrics.routes().merge(health))),
            None => None,
        };
        Ok(BoundServer { config, drain, app, metrics })
    }
}

async fn bind(address: SocketAddr) -> Result<TcpListener, ServeError> {
    TcpListener::bind(address).await.map_err(|error| ServeError::Bind(address, error))
}

type BoundRouter = (TcpListener, AxumRouter);

/// Server with bound listeners, created by [`Server::bind`].
///
/// # Example
///
/// ```
/// use isotype_core::Router;
/// use isotype_server::{ServerConfig, serve};
///
/// # #[tokio::main]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let mut config = ServerConfig::default();
/// config.port = 0; // any free port
/// let server = serve(Router::<()>::new(), ()).config(&config).bind().await?;
/// println!("listening on {}", server.local_addr()?);
/// server.run(async { /* resolves when the server should stop */ }).await;
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
#[must_use = "requests are not served before `run`"]
pub struct BoundServer {
    config: ServerConfig,
    drain: Drain,
    app: BoundRouter,
    metrics: Option<BoundRouter>,
}

impl BoundServer {
    /// Returns the address of the main listener.
    ///
    /// # Errors
    ///
    /// Returns an error if the operating system cannot report the address.
    pub fn local_addr(&self) -> io::Result<SocketAddr> {
        self.app.0.local_addr()
    }

    /// Returns the address of the `/metrics` listener, if one is configured.
    pub fn metrics_addr(&self) -> Option<SocketAddr> {
        self.metrics.as_ref().and_then(|(listener, _)| listener.local_addr().ok())
    }

    /// Serves until `shutdown` resolves, then shuts down gracefully and returns.
    pub async fn run(self, shutdown: impl Future<Output = ()> + Send) {
        let metrics_address = self.metrics_addr();
        let BoundServer { config, drain, app: (listener, app), metrics } = self;
        let server = HttpServer::new(&drain)
            .max_connections(config.max_connections)
            .header_read_timeout(ServerConfig::seconds(config.header_read_timeout))
            .shutdown_timeout(ServerConfig::seconds(config.shutdown_timeout));
        let address_field = |address: Option<SocketAddr>| address.map(tracing::field::display);
        tracing::info!(
            address = address_field(listener.local_addr().ok()),
            metrics_address = address_field(metrics_address),
            "listening"
        );
        let (metrics_server, metrics_drain) = (server.clone(), drain.clone());
        let metrics = async move {
            if let Some((listener, routes)) = metrics {
                // Keep the readiness endpoint available until the drain starts.
                metrics_server.serve(listener, routes, metrics_drain.started()).await;
            }
        };
        let app = server.drain_delay(ServerConfig::seconds(config.drain_delay)).serve(listener, app, shutdown);
        futures_util::join!(app, metrics);
    }
}
