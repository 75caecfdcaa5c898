//! A listener served with limits on connections and on time, and an end that loses nothing.

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

/// How long a connection that is kept alive may still bring a call once the server stops. Its answer says that it is the
/// last: were the connection just closed, a call that is on its way would be lost.
const KEEP_ALIVE_LINGER: Duration = Duration::from_millis(500);

/// How long to wait when the system has no more descriptors for connections.
const ACCEPT_RETRY_DELAY: Duration = Duration::from_millis(500);

/// Serves an axum router, procedures and all.
///
/// A subscriber over HTTP/1 that its procedure's [`Backpressure`](isotype_core::Backpressure) says to disconnect is
/// disconnected even when it reads nothing at all; other servers notice it when it reads again.
///
/// # Example
///
/// ```no_run
/// # use isotype_core::{Ctx, Router};
/// # async fn ping(_: Ctx<()>, _: ()) -> String { String::new() }
/// use isotype_axum::{Drain, Routes};
/// use isotype_server::{Server, terminated};
///
/// # async fn run() -> std::io::Result<()> {
/// let drain = Drain::default();
/// let app = Routes::new(Router::new().query("ping", ping), ()).drain(&drain).at("/rpc");
/// let listener = tokio::net::TcpListener::bind("127.0.0.1:4300").await?;
/// Server::new(&drain).serve(listener, app, terminated()).await;
/// # Ok(())
/// # }
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
    /// Sound defaults; `drain` is the one that the routes were given.
    pub fn new(drain: &Drain) -> HttpServer {
        HttpServer {
            drain: drain.clone(),
            max_connections: 10_000,
            header_read_timeout: Duration::from_secs(30),
            shutdown_timeout: Duration::from_secs(10),
            drain_delay: Duration::ZERO,
        }
    }

    /// The most connections at a time; more wait to be accepted, and the log says so. Default: 10,000.
    #[must_use]
    pub fn max_connections(mut self, limit: usize) -> Self {
        self.max_connections = limit;
        self
    }

    /// How long a connection may take to send the head of a request, and be idle before it, its first one included. Default: 30 s.
    /// Over HTTP/2 a connection that has asked before is asked as often whether its client lives.
    #[must_use]
    pub fn header_read_timeout(mut self, limit: Duration) -> Self {
        self.header_read_timeout = limit;
        self
    }

    /// How long calls under way may take to end once the server stops. Default: 10 s.
    #[must_use]
    pub fn shutdown_timeout(mut self, limit: Duration) -> Self {
        self.shutdown_timeout = limit;
        self
    }

    /// How long it serves on as before when it is told to stop, while [`Health`](crate::Health) says that it drains: so long a balancer may
    /// take to notice. Default: no time.
    #[must_use]
    pub fn drain_delay(mut self, time: Duration) -> Self {
        self.drain_delay = time;
        self
    }

    /// Serves until `stop`, and for the time of the notice; then accepts no more, ends the streams, lets calls come to their end, and returns.
    pub async fn serve(self, listener: TcpListener, app: Router, stop: impl Future<Output = ()> + Send) {
        let open = Arc::new(Semaphore::new(self.max_connections));
        let drain = self.drain.clone();
        let app = app.layer(axum::middleware::map_response(move |response| {
            ready(close_connection(response, drain.is_started()))
        }));
        let graceful = GracefulShutdown::new();
        let stop = async {
            stop.await;
            self.drain.mark_draining();
            sleep(self.drain_delay).await;
        };
        let mut stop = pin!(stop);
        let mut is_full = false;
        loop {
            let (stream, permit) = tokio::select! {
                accepted = accept(&listener, &open, &mut is_full) => accepted,
                () = &mut stop => break,
            };
            self.spawn_connection(stream, permit, app.clone(), &graceful);
        }
        drop(listener);
        self.drain.start();
        tracing::info!(connections = graceful.count(), "stopping");
        let calls = async {
            if graceful.count() > 0 {
                sleep(KEEP_ALIVE_LINGER).await;
            }
            graceful.shutdown().await;
        };
        if timeout(self.shutdown_timeout, async { tokio::join!(calls, self.drain.wait()) }).await.is_err() {
            tracing::warn!(grace = ?self.shutdown_timeout, "stopped before every call had ended");
        }
    }

    fn spawn_connection(
        &self,
        stream: TcpStream,
        permit: OwnedSemaphorePermit,
        app: Router,
        graceful: &GracefulShutdown,
    ) {
        // Answers are written whole: waiting for more to send only delays them.
        let _ = stream.set_nodelay(true);
        let mut builder = Builder::new(TokioExecutor::new());
        builder.http1().timer(TokioTimer::new()).header_read_timeout(self.header_read_timeout);
        builder
            .http2()
            .timer(TokioTimer::new())
            .keep_alive_interval(self.header_read_timeout)
            .keep_alive_timeout(self.header_read_timeout);
        let connection = Connection::new(permit);
        let known = connection.clone();
        let peer = stream.peer_addr().ok().map(ConnectInfo);
        let app = app.map_request(move |mut request: Request<_>| {
            known.attach_to(&mut request);
            if let Some(peer) = peer {
                request.extensions_mut().insert(peer);
            }
            request
        });
        let served = builder.serve_connection_with_upgrades(TokioIo::new(stream), TowerToHyperService::new(app));
        let served = graceful.watch(served.into_owned());
        let silence = self.header_read_timeout;
        tokio::spawn(async move {
            let ended = tokio::select! {
                ended = served => ended,
                () = connection.aborted() => Ok(()),
                () = connection.no_request_within(silence) => Ok(()),
            };
            if let Err(error) = ended {
                tracing::debug!(%error, "a connection ended");
            }
        });
    }
}

/// The last response of its connection, where the server stops (RFC 9112, section 9.6). HTTP/2 has no such header: hyper
/// leaves it out there, and says the same in its own way.
fn close_connection(mut response: Response, stops: bool) -> Response {
    if stops {
        response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
    }
    response
}

/// The next connection, when there is room for one.
async fn accept(
    listener: &TcpListener,
    open: &Arc<Semaphore>,
    is_full: &mut bool,
) -> (TcpStream, OwnedSemaphorePermit) {
    loop {
        let permit = acquire_permit(open, is_full).await;
        match listener.accept().await {
            Ok((stream, _)) => return (stream, permit),
            // Of one connection only: the next may be well.
            Err(error) if is_connection_error(&error) => {}
            Err(error) => {
                tracing::error!(%error, "no connection can be accepted for now");
                sleep(ACCEPT_RETRY_DELAY).await;
            }
        }
    }
}

/// Room for one more connection. Clients see only that they wait: that there is none is told to the log, once until there is some again.
async fn acquire_permit(open: &Arc<Semaphore>, is_full: &mut bool) -> OwnedSemaphorePermit {
    if let Ok(permit) = open.clone().try_acquire_owned() {
        *is_full = false;
        return permit;
    }
    if !std::mem::replace(is_full, true) {
        tracing::warn!("as many connections are open as may be: more wait");
    }
    match open.clone().acquire_owned().await {
        Ok(permit) => permit,
        Err(_) => std::future::pending().await,
    }
}

fn is_connection_error(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset)
}
