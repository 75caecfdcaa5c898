//! From settings to a running server.

use std::{io, net::SocketAddr, path::Path};

use isotype::auth::{Keys, PasswordError};
use isotype::sql::{Database, DbError, MigrateError, OpenError};
use isotype::{
    axum::Info,
    server::{self, Config, Server, shutdown_signal},
};

use crate::{
    App, api,
    app::AppOptions,
    config::BoardConfig,
    keys::{self, KeyFileError, KeyFiles},
    schema::migrations,
    web,
};

/// Why the server did not start or did not go on; one line each.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "each says what it is")]
pub enum ServeError {
    #[error(transparent)]
    Settings(#[from] server::ConfigError),
    #[error(transparent)]
    Log(#[from] isotype::observe::TelemetryError),
    #[error(transparent)]
    Open(#[from] OpenError),
    #[error(transparent)]
    Migrate(#[from] MigrateError),
    #[error(transparent)]
    Keys(#[from] KeyFileError),
    #[error(transparent)]
    Password(#[from] PasswordError),
    #[error("the database failed: {0}")]
    Database(#[from] DbError),
    #[error(transparent)]
    Serve(#[from] server::ServeError),
    #[error("no secret could be made, or the address cannot be printed: {0}")]
    Io(#[from] io::Error),
}

/// Opens the database, brings its schema up to date, listens, and serves until `SIGINT` or `SIGTERM`.
///
/// # Errors
///
/// When any of it fails.
pub async fn serve(Config { server, app: board, .. }: &Config<BoardConfig>) -> Result<(), ServeError> {
    let database = Database::open(board.database.expose()).await?;
    migrations().up(&database).await?;
    let policy = AppOptions { admins: board.admins.clone(), secure_cookies: server.https };
    let secret = board.secret()?;
    let files = KeyFiles::new(&board.token_keys, &secret);
    let keys = Keys::new(files.read()?).map_err(KeyFileError::from)?;
    let app = App::new(&database, &secret, keys.clone(), &policy)?;
    app.users.promote_admins().await?;
    let page = board.web.clone().or_else(web::find_dist);
    if page.is_none() {
        tracing::warn!("no built page was found: serving /rpc only; `--web DIR` names one");
    }
    let bound = build_server(app, &database, page.as_deref()).config(server).bind().await?;
    print_address(bound.local_addr()?)?;
    let following = tokio::spawn(files.reload_on_sighup(keys));
    bound.run(shutdown_signal()).await;
    following.abort();
    database.close().await;
    Ok(())
}

/// The procedures under `/rpc`, in the manner of REST under `/api` with their description, the page elsewhere; ready while the database is.
pub fn build_server(app: App, database: &Database, page: Option<&Path>) -> Server<App> {
    let database = database.clone();
    let ping = move || {
        let pool = database.pool().clone();
        async move { pool.acquire().await.map(drop) }
    };
    let info = Info::new("Notice board", env!("CARGO_PKG_VERSION"));
    let published = keys::jwks_route(app.keys.clone());
    let serve = isotype::serve(api(), app).health_check("database", ping).merge(published).routes(|routes| {
        let routes = routes.rest("/api").openapi("/openapi.json", info).docs("/docs", "/scalar.js");
        // The page at /rpc/_explorer is for whoever develops the board.
        routes.explorer(cfg!(debug_assertions))
    });
    match page {
        Some(folder) => serve.merge(web::static_files(folder)),
        None => serve,
    }
}

/// Prints the address on a line of its own, for people and for scripts: connections queue from here on.
fn print_address(address: SocketAddr) -> io::Result<()> {
    use io::Write;
    let mut out = io::stdout().lock();
    writeln!(out, "http://{address}")?;
    out.flush()
}
