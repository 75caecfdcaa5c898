//! An API, served.

use std::{error::Error, future::Future, io, net::SocketAddr};

use axum::Router as AxumRouter;
use isotype_axum::{Drain, Routes};
use isotype_core::{BackpressureMetrics, Router};
use isotype_observe::{Metrics, TracingLayer};
use tokio::net::TcpListener;

use crate::{Health, HttpServer, ServerConfig, StartupGuard, compression, cors, security_headers, shutdown_signal};

/// Serves `api` on `state` with everything that a server on the open net needs: limits, the headers that protect browsers' users, answers
/// that nobody keeps who was not told to, CORS by an allow-list, compression, a span and measurements for each call, `/health/live` and
/// `/health/ready`, and an end that loses no call.
///
/// Who brings their own takes [`isotype_axum::routes`] in its place.
///
/// # Example
///
/// ```no_run
/// use isotype_core::{Ctx, Router};
/// use isotype_server::{Config, Settings, serve};
///
/// async fn ping(_: Ctx<()>, _: ()) -> String {
///     "pong".to_owned()
/// }
///
/// #[derive(serde::Deserialize)]
/// struct Own {}
///
/// async fn run() -> Result<(), Box<dyn std::error::Error>> {
///     let config: Config<Own> = Settings::new("PING").load()?;
///     let _log = config.start_log("ping")?;
///     serve(Router::new().query("ping", ping), ()).config(&config.server).run().await?;
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

/// What is to be served, and how: made by [`serve`].
#[expect(missing_debug_implementations, reason = "handlers have nothing to show")]
#[must_use = "nothing is served before it is run"]
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

/// Why a server did not start.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// Something else listens there, or it may not.
    #[error("cannot listen on {0}: {1}")]
    Bind(SocketAddr, #[source] io::Error),
}

impl<S: Send + Sync + 'static> Server<S> {
    /// The settings. Default: those of [`ServerConfig`].
    pub fn config(mut self, server: &ServerConfig) -> Self {
        self.config = server.clone();
        self
    }

    /// Where the procedures are. Default: `/rpc`.
    pub fn at(mut self, prefix: &str) -> Self {
        prefix.clone_into(&mut self.prefix);
        self
    }

    /// Changes what is not a setting: `routes.rest("/api").explorer(true)`.
    pub fn routes(mut self, change: impl FnOnce(Routes<S>) -> Routes<S> + Send + 'static) -> Self {
        let before = self.routes;
        self.routes = Box::new(|routes| change(before(routes)));
        self
    }

    /// Serves other routes beside the procedures, such as a page. What they say of security in their headers stays.
    pub fn merge(mut self, routes: AxumRouter) -> Self {
        self.extra_routes = self.extra_routes.merge(routes);
        self
    }

    /// What must pass for the server to be ready: [`Health::check`].
    #[track_caller]
    pub fn health_check<F, E>(mut self, name: &str, check: impl Fn() -> F + Send + Sync + 'static) -> Self
    where
        F: Future<Output = Result<(), E>> + Send + 'static,
        E: Into<Box<dyn Error + Send + Sync>> + 'static,
    {
        self.health = self.health.check(name, check);
        self
    }

    /// Holds readiness up until what this returns is dropped: [`Health::starting`].
    pub fn startup_guard(&self) -> StartupGuard {
        self.health.startup_guard()
    }

    /// What ends the streams: for whoever stops the server by another way than the process's signals.
    pub fn drain(&self) -> Drain {
        self.drain.clone()
    }

    /// Listens, and serves until the process is told to stop.
    ///
    /// # Errors
    ///
    /// When it cannot listen.
    pub async fn run(self) -> Result<(), ServeError> {
        self.bind().await?.run(shutdown_signal()).await;
        Ok(())
    }

    /// Listens: connections wait from here on.
    ///
    /// # Errors
    ///
    /// When it cannot listen.
    pub async fn bind(self) -> Result<BoundServer, ServeError> {
        let Server { api, state, config: server, prefix, routes, extra_routes: beside, health, drain } = self;
        let (slow, health) = (BackpressureMetrics::default(), health.routes());
        let metrics = Metrics::new(&api).backpressure(&slow);
        let api = api.layer(TracingLayer::new()).layer(metrics.clone());
        let set = Routes::new(api, state).limits(server.limits).allowed_origins(server.allowed_origins.clone());
        let procedures = routes(set.drain(&drain).backpressure_metrics(&slow)).at(&prefix);
        let mut app =
            AxumRouter::new().merge(security_headers::with_no_store(procedures)).merge(beside).merge(health.clone());
        if server.compression {
            app = compression::with_compression(app);
        }
        let app = security_headers::with_security_headers(cors::with_cors(app, &server.allowed_origins), server.https);
        let main = listen(server.address()).await?;
        let inner = match server.metrics_address {
            Some(address) => Some((listen(address).await?, metrics.routes().merge(health))),
            None => None,
        };
        Ok(BoundServer { config: server, drain, app: (main, app), metrics: inner })
    }
}

async fn listen(address: SocketAddr) -> Result<TcpListener, ServeError> {
    TcpListener::bind(address).await.map_err(|error| ServeError::Bind(address, error))
}

type BoundRouter = (TcpListener, AxumRouter);

/// A server that listens: made by [`Serve::bind`].
#[derive(Debug)]
#[must_use = "nothing is answered before it is run"]
pub struct BoundServer {
    config: ServerConfig,
    drain: Drain,
    app: BoundRouter,
    metrics: Option<BoundRouter>,
}

impl BoundServer {
    /// Where it listens.
    ///
    /// # Errors
    ///
    /// When the operating system does not say.
    pub fn local_addr(&self) -> io::Result<SocketAddr> {
        self.app.0.local_addr()
    }

    /// Where `/metrics` is, if anywhere.
    pub fn metrics_addr(&self) -> Option<SocketAddr> {
        self.metrics.as_ref().and_then(|(listener, _)| listener.local_addr().ok())
    }

    /// Serves until `stop`, and then until what is under way has ended.
    pub async fn run(self, stop: impl Future<Output = ()> + Send) {
        let metrics = self.metrics_addr();
        let BoundServer { config: server, drain, app: (listener, app), metrics: inner } = self;
        let limited = HttpServer::new(&drain)
            .max_connections(server.max_connections)
            .header_read_timeout(ServerConfig::seconds(server.header_read_timeout))
            .shutdown_timeout(ServerConfig::seconds(server.shutdown_timeout));
        let text = |address: Option<SocketAddr>| address.map(tracing::field::display);
        tracing::info!(address = text(listener.local_addr().ok()), metrics = text(metrics), "listening");
        // It is told of health until streams have to end.
        let (beside, begun) = (limited.clone(), drain.clone());
        let inner =
            inner.map(|(listener, routes)| async move { beside.serve(listener, routes, begun.started()).await });
        let inner = async {
            if let Some(inner) = inner {
                inner.await;
            }
        };
        let main = limited.drain_delay(ServerConfig::seconds(server.drain_delay)).serve(listener, app, stop);
        futures_util::join!(main, inner);
    }
}
