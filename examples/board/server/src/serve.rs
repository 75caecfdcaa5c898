//! From settings to a running server.

use std::{io, net::SocketAddr, path::Path};

use isotype::{
    axum::{Info, terminated},
    serve::{self, Config, Serve},
};
use isotype_auth::{Keys, PasswordError};
use isotype_sql::{Database, DbError, MigrateError, OpenError};

use crate::{
    App, api,
    app::Policy,
    config::Board,
    keys::{self, KeyFileError, KeyFiles},
    schema::migrations,
    web,
};

/// Why the server did not start or did not go on; one line each.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "each says what it is")]
pub enum ServeError {
    #[error(transparent)]
    Settings(#[from] serve::WrongSettings),
    #[error(transparent)]
    Log(#[from] isotype::observe::LogError),
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
    Serve(#[from] serve::ServeError),
    #[error("no secret could be made, or the address cannot be printed: {0}")]
    Io(#[from] io::Error),
}

/// Opens the database, brings its schema up to date, listens, and serves until `SIGINT` or `SIGTERM`.
///
/// # Errors
///
/// When any of it fails.
pub async fn serve(Config { server, app: board, .. }: &Config<Board>) -> Result<(), ServeError> {
    let database = Database::open(board.database.expose()).await?;
    migrations().up(&database).await?;
    let policy = Policy { admins: board.admins.clone(), secure_cookies: server.https };
    let secret = board.secret()?;
    let files = KeyFiles::new(&board.token_keys, &secret);
    let keys = Keys::new(files.read()?).map_err(KeyFileError::from)?;
    let app = App::new(&database, &secret, keys.clone(), &policy)?;
    app.users.promote_admins().await?;
    let page = board.web.clone().or_else(web::find);
    if page.is_none() {
        tracing::warn!("no built page was found: serving /rpc only; `--web DIR` names one");
    }
    let bound = served(app, &database, page.as_deref()).config(server).bind().await?;
    announce(bound.address()?)?;
    let following = tokio::spawn(files.follow(keys));
    bound.run(terminated()).await;
    following.abort();
    database.close().await;
    Ok(())
}

/// The procedures under `/rpc`, in the manner of REST under `/api` with their description, the page elsewhere; ready while the database is.
pub fn served(app: App, database: &Database, page: Option<&Path>) -> Serve<App> {
    let database = database.clone();
    let ping = move || {
        let pool = database.pool().clone();
        async move { pool.acquire().await.map(drop) }
    };
    let info = Info::new("Notice board", env!("CARGO_PKG_VERSION"));
    let published = keys::published(app.keys.clone());
    let serve = isotype::serve(api(), app).check("database", ping).merge(published).routes(|routes| {
        let routes = routes.rest("/api").openapi("/openapi.json", info).docs("/docs", "/scalar.js");
        // The page at /rpc/_explorer is for whoever develops the board.
        routes.explorer(cfg!(debug_assertions))
    });
    match page {
        Some(folder) => serve.merge(web::page(folder)),
        None => serve,
    }
}

/// Prints the address on a line of its own, for people and for scripts: connections queue from here on.
fn announce(address: SocketAddr) -> io::Result<()> {
    use io::Write;
    let mut out = io::stdout().lock();
    writeln!(out, "http://{address}")?;
    out.flush()
}
