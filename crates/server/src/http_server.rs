//! Accept loop with connection limits, timeouts and graceful shutdown.

use std::{
    future::{Future, ready},
    io,
    pin::pin,
    sync::Arc,
    time::Duration,
};

use axum::{Router, extract::ConnectInfo, response::Response};
use http::{HeaderValue, Request, header};
use hyper_util::{
    rt::{TokioExecutor, TokioIo, TokioTimer},
    server::{conn::auto::Builder, graceful::GracefulShutdown},
    service::TowerToHyperService,
};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::{OwnedSemaphorePermit, Semaphore},
    time::{sleep, timeout},
};
use tower::ServiceExt;

use isotype_axum::{Connection, Drain};

/// Time that idle keep-alive connections stay open after the drain has started.
///
/// Requests that arrive during this time are served with `connection: close` in the response. Closing the connection
/// immediately would lose requests that are already on their way.
const KEEP_ALIVE_LINGER: Duration = Duration::from_millis(500);

/// Delay before retrying when accepting a connection fails, for example because no file descriptors are left.
const ACCEPT_RETRY_DELAY: Duration = Duration::from_millis(500);

/// HTTP/1.1 and HTTP/2 server for an axum router, with connection limits, timeouts and graceful shutdown.
///
/// [`serve`](fn@crate::serve) uses this type internally. Use it directly if you build the axum router yourself.
///
/// If [`Backpressure`](isotype_core::Backpressure) disconnects a subscriber on an HTTP/1.1 connection, the connection
/// is closed even if the subscriber never reads from it. With `axum::serve`, it stays open until the subscriber reads
/// again.
///
/// # Example
///
/// ```no_run
/// use isotype_axum::{Drain, Routes};
/// use isotype_core::{Ctx, Router};
/// use isotype_server::{HttpServer, shutdown_signal};
///
/// async fn ping(_: Ctx<()>, _: ()) -> &'static str {
///     "pong"
/// }
///
/// async fn run() -> std::io::Result<()> {
///     let drain = Drain::default();
///     let app = Routes::new(Router::new().query("ping", ping), ()).drain(&drain).at("/rpc");
///     let listener = tokio::net::TcpListener::bind("127.0.0.1:4300").await?;
///     HttpServer::new(&drain).serve(listener, app, shutdown_signal()).await;
///     Ok(())
/// }
/// ```
#[derive(Clone, Debug)]
pub struct HttpServer {
    drain: Drain,
    max_connections: usize,
    header_read_timeout: Duration,
    shutdown_timeout: Duration,
    drain_delay: Duration,
}

impl HttpServer {
    /// Creates a server with default limits. `drain` is the one passed to
    /// [`Routes::drain`](isotype_axum::Routes::drain).
    pub fn new(drain: &Drain) -> HttpServer {
        HttpServer {
            drain: drain.clone(),
            max_connections: 10_000,
            header_read_timeout: Duration::from_secs(30),
            shutdown_timeout: Duration::from_secs(10),
            drain_delay: Duration::ZERO,
        }
    }

    /// Sets the maximum number of open connections. Default: 10,000.
    ///
    /// Further connections wait to be accepted, and a warning is logged.
    #[must_use]
    pub fn max_connections(mut self, limit: usize) -> Self {
        self.max_connections = limit;
        self
    }

    /// Sets the time within which a request head must arrive, including the idle time before it. Default: 30 s.
    ///
    /// This is also the interval and the timeout of HTTP/2 keep-alive pings.
    #[must_use]
    pub fn header_read_timeout(mut self, limit: Duration) -> Self {
        self.header_read_timeout = limit;
        self
    }

    /// Sets how long calls in flight have to finish once the drain has started. Default: 10 s.
    #[must_use]
    pub fn shutdown_timeout(mut self, limit: Duration) -> Self {
        self.shutdown_timeout = limit;
        self
    }

    /// Sets the time between the shutdown signal and the start of the drain. Default: 0.
    ///
    /// During the delay the server keeps serving requests, but [`Health`](crate::Health) reports `draining` so that
    /// load balancers stop sending new ones.
    #[must_use]
    pub fn drain_delay(mut self, delay: Duration) -> Self {
        self.drain_delay = delay;
        self
    }

    /// Serves `app` until `shutdown` resolves, then shuts down gracefully and returns.
    ///
    /// After the [drain delay](HttpServer::drain_delay) it stops accepting connections, ends all streams, and waits for
    /// calls in flight to finish, up to the [shutdown timeout](HttpServer::shutdown_timeout).
    pub async fn serve(self, listener: TcpListener, app: Router, shutdown: impl Future<Output = ()> + Send) {
        let permits = Arc::new(Semaphore::new(self.max_connections));
        let drain = self.drain.clone();
        let app = app.layer(axum::middleware::map_response(move |response| {
            ready(close_connection(response, drain.is_started()))
        }));
        let graceful = GracefulShutdown::new();
        let shutdown = async {
            shutdown.await;
            self.drain.mark_draining();
            sleep(self.drain_delay).await;
        };
        let mut shutdown = pin!(shutdown);
        let mut is_full = false;
        loop {
            let (stream, permit) = tokio::select! {
                accepted = accept(&listener, &permits, &mut is_full) => accepted,
                () = &mut shutdown => break,
            };
            self.spawn_connection(stream, permit, app.clone(), &graceful);
        }
        drop(listener);
        self.drain.start();
        tracing::info!(connections = graceful.count(), "draining connections");
        let calls = async {
            if graceful.count() > 0 {
                sleep(KEEP_ALIVE_LINGER).await;
            }
            graceful.shutdown().await;
        };
        if timeout(self.shutdown_timeout, async { tokio::join!(calls, self.drain.wait()) }).await.is_err() {
            tracing::warn!(shutdown_timeout = ?self.shutdown_timeout, "shutdown timeout reached with calls in flight");
        }
    }

    fn spawn_connection(
        &self,
        stream: TcpStream,
        permit: OwnedSemaphorePermit,
        app: Router,
        graceful: &GracefulShutdown,
    ) {
        // Responses are written in one go, so Nagle's algorithm would only delay them.
        let _ = stream.set_nodelay(true);
        let mut builder = Builder::new(TokioExecutor::new());
        builder.http1().timer(TokioTimer::new()).header_read_timeout(self.header_read_timeout);
        builder
            .http2()
            .timer(TokioTimer::new())
            .keep_alive_interval(self.header_read_timeout)
            .keep_alive_timeout(self.header_read_timeout);
        let connection = Connection::new(permit);
        let attached = connection.clone();
        let peer = stream.peer_addr().ok().map(ConnectInfo);
        let app = app.map_request(move |mut request: Request<_>| {
            attached.attach_to(&mut request);
            if let Some(peer) = peer {
                request.extensions_mut().insert(peer);
            }
            request
        });
        let connection_future =
            builder.serve_connection_with_upgrades(TokioIo::new(stream), TowerToHyperService::new(app));
        let connection_future = graceful.watch(connection_future.into_owned());
        let idle_timeout = self.header_read_timeout;
        tokio::spawn(async move {
            let result = tokio::select! {
                result = connection_future => result,
                () = connection.aborted() => Ok(()),
                () = connection.no_request_within(idle_timeout) => Ok(()),
            };
            if let Err(error) = result {
                tracing::debug!(%error, "connection failed");
            }
        });
    }
}

/// Adds `connection: close` during shutdown (RFC 9112, section 9.6). On HTTP/2, hyper sends GOAWAY instead.
fn close_connection(mut response: Response, is_draining: bool) -> Response {
    if is_draining {
        response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
    }
    response
}

/// Accepts the next connection once a permit is available.
async fn accept(
    listener: &TcpListener,
    permits: &Arc<Semaphore>,
    is_full: &mut bool,
) -> (TcpStream, OwnedSemaphorePermit) {
    loop {
        let permit = acquire_permit(permits, is_full).await;
        match listener.accept().await {
            Ok((stream, _)) => return (stream, permit),
            // The error affects only this connection.
            Err(error) if is_connection_error(&error) => {}
            Err(error) => {
                tracing::error!(%error, "cannot accept connections; retrying");
                sleep(ACCEPT_RETRY_DELAY).await;
            }
        }
    }
}

/// Acquires a connection permit. Logs when the limit is reached, once until permits are available again.
async fn acquire_permit(permits: &Arc<Semaphore>, is_full: &mut bool) -> OwnedSemaphorePermit {
    if let Ok(permit) = permits.clone().try_acquire_owned() {
        *is_full = false;
        return permit;
    }
    if !std::mem::replace(is_full, true) {
        tracing::warn!("connection limit reached; new connections wait");
    }
    match permits.clone().acquire_owned().await {
        Ok(permit) => permit,
        Err(_) => std::future::pending().await,
    }
}

fn is_connection_error(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset)
}
