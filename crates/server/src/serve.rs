//! An API, served.

use std::{error::Error, future::Future, io, net::SocketAddr};

use axum::Router as AxumRouter;
use isotype_axum::{Drain, Routes};
use isotype_core::{Router, SlowReaders};
use isotype_observe::{Metrics, Traced};
use tokio::net::TcpListener;

use crate::{Health, Server, ServerConfig, Starting, compression, cors, guard, terminated};

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
pub fn serve<S: Send + Sync + 'static>(api: Router<S>, state: S) -> Serve<S> {
    let drain = Drain::default();
    Serve {
        api,
        state,
        server: ServerConfig::default(),
        prefix: "/rpc".to_owned(),
        routes: Box::new(|routes| routes),
        beside: AxumRouter::new(),
        health: Health::new(&drain),
        drain,
    }
}

/// What is to be served, and how: made by [`serve`].
#[expect(missing_debug_implementations, reason = "handlers have nothing to show")]
#[must_use = "nothing is served before it is run"]
pub struct Serve<S> {
    api: Router<S>,
    state: S,
    server: ServerConfig,
    prefix: String,
    routes: Box<dyn FnOnce(Routes<S>) -> Routes<S> + Send>,
    beside: AxumRouter,
    health: Health,
    drain: Drain,
}

/// Why a server did not start.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// Something else listens there, or it may not.
    #[error("cannot listen on {0}: {1}")]
    Listen(SocketAddr, #[source] io::Error),
}

impl<S: Send + Sync + 'static> Serve<S> {
    /// The settings. Default: those of [`ServerConfig`].
    pub fn config(mut self, server: &ServerConfig) -> Self {
        self.server = server.clone();
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
        self.beside = self.beside.merge(routes);
        self
    }

    /// What must pass for the server to be ready: [`Health::check`].
    #[track_caller]
    pub fn check<F, E>(mut self, name: &str, check: impl Fn() -> F + Send + Sync + 'static) -> Self
    where
        F: Future<Output = Result<(), E>> + Send + 'static,
        E: Into<Box<dyn Error + Send + Sync>> + 'static,
    {
        self.health = self.health.check(name, check);
        self
    }

    /// Holds readiness up until what this returns is dropped: [`Health::starting`].
    pub fn starting(&self) -> Starting {
        self.health.starting()
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
        self.bind().await?.run(terminated()).await;
        Ok(())
    }

    /// Listens: connections wait from here on.
    ///
    /// # Errors
    ///
    /// When it cannot listen.
    pub async fn bind(self) -> Result<Bound, ServeError> {
        let Serve { api, state, server, prefix, routes, beside, health, drain } = self;
        let (slow, health) = (SlowReaders::default(), health.routes());
        let metrics = Metrics::new(&api).slow_readers(&slow);
        let api = api.layer(Traced::new()).layer(metrics.clone());
        let set = Routes::new(api, state).limits(server.limits).origins(server.origins.clone());
        let procedures = routes(set.drain(&drain).slow_readers(&slow)).at(&prefix);
        let mut app = AxumRouter::new().merge(guard::not_kept(procedures)).merge(beside).merge(health.clone());
        if server.compression {
            app = compression::compressed(app);
        }
        let app = guard::guarded(cors::shared(app, &server.origins), server.https);
        let main = listen(server.address()).await?;
        let inner = match server.metrics {
            Some(address) => Some((listen(address).await?, metrics.routes().merge(health))),
            None => None,
        };
        Ok(Bound { server, drain, main: (main, app), inner })
    }
}

async fn listen(address: SocketAddr) -> Result<TcpListener, ServeError> {
    TcpListener::bind(address).await.map_err(|error| ServeError::Listen(address, error))
}

type Listening = (TcpListener, AxumRouter);

/// A server that listens: made by [`Serve::bind`].
#[derive(Debug)]
#[must_use = "nothing is answered before it is run"]
pub struct Bound {
    server: ServerConfig,
    drain: Drain,
    main: Listening,
    inner: Option<Listening>,
}

impl Bound {
    /// Where it listens.
    ///
    /// # Errors
    ///
    /// When the operating system does not say.
    pub fn address(&self) -> io::Result<SocketAddr> {
        self.main.0.local_addr()
    }

    /// Where `/metrics` is, if anywhere.
    pub fn metrics(&self) -> Option<SocketAddr> {
        self.inner.as_ref().and_then(|(listener, _)| listener.local_addr().ok())
    }

    /// Serves until `stop`, and then until what is under way has ended.
    pub async fn run(self, stop: impl Future<Output = ()> + Send) {
        let metrics = self.metrics();
        let Bound { server, drain, main: (listener, app), inner } = self;
        let limited = Server::new(&drain)
            .connections(server.connections)
            .header_time(ServerConfig::seconds(server.header_time))
            .grace(ServerConfig::seconds(server.grace));
        let text = |address: Option<SocketAddr>| address.map(tracing::field::display);
        tracing::info!(address = text(listener.local_addr().ok()), metrics = text(metrics), "listening");
        // It is told of health until streams have to end.
        let (beside, begun) = (limited.clone(), drain.clone());
        let inner = inner.map(|(listener, routes)| async move { beside.serve(listener, routes, begun.begun()).await });
        let inner = async {
            if let Some(inner) = inner {
                inner.await;
            }
        };
        let main = limited.notice(ServerConfig::seconds(server.notice)).serve(listener, app, stop);
        futures_util::join!(main, inner);
    }
}
