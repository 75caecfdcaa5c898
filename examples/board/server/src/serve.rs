//! From a configuration to a running server.

use std::{future::Future, io, net::SocketAddr, path::Path, time::Duration};

use axum::Router;
use isotype_auth::PasswordError;
use isotype_sql::{Database, DbError, MigrateError, OpenError};
use tokio::{net::TcpListener, signal, sync::oneshot};
use tower_http::trace::TraceLayer;

use crate::{
    App, api,
    app::Policy,
    config::{Config, SecretError},
    schema::migrations,
    web,
};

/// How long open streams may hold up the end.
const GRACE: Duration = Duration::from_secs(2);

/// Why the server did not start or did not go on; one line each.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "each says what it is")]
pub enum ServeError {
    #[error(transparent)]
    Open(#[from] OpenError),
    #[error(transparent)]
    Migrate(#[from] MigrateError),
    #[error(transparent)]
    Secret(#[from] SecretError),
    #[error(transparent)]
    Password(#[from] PasswordError),
    #[error("the database failed: {0}")]
    Database(#[from] DbError),
    #[error("cannot listen on {0}: {1}")]
    Listen(SocketAddr, #[source] io::Error),
    #[error("the server stopped: {0}")]
    Io(#[from] io::Error),
}

/// Opens the database, brings its schema up to date, listens, and serves until `SIGINT` or `SIGTERM`.
///
/// # Errors
///
/// When any of it fails.
pub async fn serve(config: &Config) -> Result<(), ServeError> {
    let database = Database::open(&config.database).await?;
    migrations().up(&database).await?;
    let policy = Policy { admins: config.admins.clone(), secure_cookies: config.secure_cookies };
    let app = App::new(&database, &config.secret()?, &policy)?;
    app.users.promote_admins().await?;
    let page = config.web.clone().or_else(web::find);
    if page.is_none() {
        tracing::warn!("no built page was found: serving /rpc only; `--web DIR` names one");
    }
    let address = SocketAddr::new(config.host, config.port);
    let listener = TcpListener::bind(address).await.map_err(|error| ServeError::Listen(address, error))?;
    announce(&listener)?;
    run(listener, router(app, page.as_deref()), stop()).await?;
    database.close().await;
    Ok(())
}

/// The procedures under `/rpc`, the page elsewhere.
pub fn router(app: App, page: Option<&Path>) -> Router {
    let router = Router::new().nest("/rpc", isotype::axum::routes(api(), app));
    let router = match page {
        Some(folder) => router.merge(web::page(folder)),
        None => router,
    };
    web::protect(router).layer(TraceLayer::new_for_http())
}

/// Serves until `stop`, then waits for calls that are under way, and for streams no longer than a moment: a live feed never ends
/// by itself. Its subscribers lose their connection without a word, by which they know to come back.
///
/// # Errors
///
/// When the listener fails.
pub async fn run(
    listener: TcpListener,
    router: Router,
    stop: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    let (told, stopping) = oneshot::channel();
    let stop = async move {
        stop.await;
        let _ = told.send(());
    };
    let server = axum::serve(listener, router).with_graceful_shutdown(stop);
    let late = async move {
        if stopping.await.is_ok() {
            tracing::info!("stopping");
            tokio::time::sleep(GRACE).await;
        } else {
            std::future::pending::<()>().await;
        }
    };
    tokio::select! {
        done = server => done,
        () = late => Ok(()),
    }
}

/// Prints the address on a line of its own, for people and for scripts: connections queue from here on.
fn announce(listener: &TcpListener) -> io::Result<()> {
    use io::Write;
    let address = listener.local_addr()?;
    let mut out = io::stdout().lock();
    writeln!(out, "http://{address}")?;
    out.flush()
}

async fn stop() {
    let interrupt = async { signal::ctrl_c().await.ok() };
    #[cfg(unix)]
    let terminate = async {
        match signal::unix::signal(signal::unix::SignalKind::terminate()) {
            Ok(mut terminate) => terminate.recv().await,
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminate = std::future::pending::<Option<()>>();
    tokio::select! { _ = interrupt => {}, _ = terminate => {} }
}
