//! From a configuration to a running server.

use std::{io, net::SocketAddr, path::Path, time::Duration};

use axum::Router;
use isotype::axum::{Drain, Info, Routes, Server, terminated};
use isotype_auth::{Keys, PasswordError};
use isotype_sql::{Database, DbError, MigrateError, OpenError};
use tokio::net::TcpListener;
use tower_http::trace::TraceLayer;

use crate::{
    App, api,
    app::Policy,
    config::{Config, SecretError},
    keys::{self, KeyFileError, KeyFiles},
    schema::migrations,
    web,
};

/// How long calls under way may hold up the end.
const GRACE: Duration = Duration::from_secs(10);

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
    Keys(#[from] KeyFileError),
    #[error(transparent)]
    Password(#[from] PasswordError),
    #[error("the database failed: {0}")]
    Database(#[from] DbError),
    #[error("cannot listen on {0}: {1}")]
    Listen(SocketAddr, #[source] io::Error),
    #[error("the address cannot be printed: {0}")]
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
    let secret = config.secret()?;
    let files = KeyFiles::new(&config.token_keys, &secret);
    let keys = Keys::new(files.read()?).map_err(KeyFileError::from)?;
    let app = App::new(&database, &secret, keys.clone(), &policy)?;
    app.users.promote_admins().await?;
    let page = config.web.clone().or_else(web::find);
    if page.is_none() {
        tracing::warn!("no built page was found: serving /rpc only; `--web DIR` names one");
    }
    let address = SocketAddr::new(config.host, config.port);
    let listener = TcpListener::bind(address).await.map_err(|error| ServeError::Listen(address, error))?;
    announce(&listener)?;
    let following = tokio::spawn(files.follow(keys));
    let drain = Drain::default();
    let router = router(app, page.as_deref(), &drain);
    Server::new(&drain).grace(GRACE).serve(listener, router, terminated()).await;
    following.abort();
    database.close().await;
    Ok(())
}

/// The procedures under `/rpc`, in the manner of REST under `/api` with their description, the page elsewhere; `drain` ends the feeds.
pub fn router(app: App, page: Option<&Path>, drain: &Drain) -> Router {
    let info = Info::new("Notice board", env!("CARGO_PKG_VERSION"));
    let published = keys::published(app.keys.clone());
    let routes =
        Routes::new(api(), app).drain(drain).rest("/api").openapi("/openapi.json", info).docs("/docs", "/scalar.js");
    // The page at /rpc/_explorer is for whoever develops the board.
    let router = Router::new().merge(published).merge(routes.explorer(cfg!(debug_assertions)).at("/rpc"));
    let router = match page {
        Some(folder) => router.merge(web::page(folder)),
        None => router,
    };
    web::protect(router).layer(TraceLayer::new_for_http())
}

/// Prints the address on a line of its own, for people and for scripts: connections queue from here on.
fn announce(listener: &TcpListener) -> io::Result<()> {
    use io::Write;
    let address = listener.local_addr()?;
    let mut out = io::stdout().lock();
    writeln!(out, "http://{address}")?;
    out.flush()
}
