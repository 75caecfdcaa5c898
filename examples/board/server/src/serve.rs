//! Startup of the server.

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

/// Error that stops the program.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// Invalid settings.
    #[error(transparent)]
    Config(#[from] server::ConfigError),
    /// Logs or traces that cannot be initialized.
    #[error(transparent)]
    Telemetry(#[from] isotype::observe::TelemetryError),
    /// Database that cannot be opened.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// Failed migration.
    #[error(transparent)]
    Migrate(#[from] MigrateError),
    /// Invalid key file.
    #[error(transparent)]
    Keys(#[from] KeyFileError),
    /// Password hashing that cannot be initialized.
    #[error(transparent)]
    Password(#[from] PasswordError),
    /// Failed update of the administrators' roles.
    #[error("cannot update the roles of administrators: {0}")]
    Database(#[from] DbError),
    /// Server that cannot listen.
    #[error(transparent)]
    Serve(#[from] server::ServeError),
    /// Failed generation of a secret, or failed write to standard output.
    #[error("cannot generate a secret or print the server's address: {0}")]
    Io(#[from] io::Error),
}

/// Opens and migrates the database, then serves the board until `SIGINT` or `SIGTERM`.
///
/// # Errors
///
/// Returns [`ServeError`] if a step of the startup fails.
pub async fn serve(Config { server, app: board, .. }: &Config<BoardConfig>) -> Result<(), ServeError> {
    let database = Database::open(board.database.expose()).await?;
    migrations().up(&database).await?;
    let options = AppOptions { admins: board.admins.clone(), secure_cookies: server.https };
    let secret = board.secret()?;
    let files = KeyFiles::new(&board.token_keys, &secret);
    let keys = Keys::new(files.read()?).map_err(KeyFileError::from)?;
    let app = App::new(&database, &secret, keys.clone(), &options)?;
    app.users.promote_admins().await?;
    let page = board.web.clone().or_else(web::find_dist);
    if page.is_none() {
        tracing::warn!("no built page found; serving the API only; build the page or set --web DIR");
    }
    let bound = build_server(app, &database, page.as_deref()).config(server).bind().await?;
    print_address(bound.local_addr()?)?;
    let key_reload = tokio::spawn(files.reload_on_sighup(keys));
    bound.run(shutdown_signal()).await;
    key_reload.abort();
    database.close().await;
    Ok(())
}

/// Builds the server: procedures at `/rpc`, the REST adapter at `/api` with its OpenAPI document, and the page everywhere else.
///
/// The server is ready while the database accepts connections.
pub fn build_server(app: App, database: &Database, page: Option<&Path>) -> Server<App> {
    let database = database.clone();
    let check_database = move || {
        let pool = database.pool().clone();
        async move { pool.acquire().await.map(drop) }
    };
    let info = Info::new("Notice board", env!("CARGO_PKG_VERSION"));
    let jwks = keys::jwks_route(app.keys.clone());
    let server = isotype::serve(api(), app).health_check("database", check_database).merge(jwks).routes(|routes| {
        let routes = routes.rest("/api").openapi("/openapi.json", info).docs("/docs", "/scalar.js");
        // The explorer at /rpc/_explorer is a development tool.
        routes.explorer(cfg!(debug_assertions))
    });
    match page {
        Some(folder) => server.merge(web::static_files(folder)),
        None => server,
    }
}

/// Prints the address on a line of its own. From then on connections succeed, which scripts wait for.
fn print_address(address: SocketAddr) -> io::Result<()> {
    use io::Write;
    let mut out = io::stdout().lock();
    writeln!(out, "http://{address}")?;
    out.flush()
}
