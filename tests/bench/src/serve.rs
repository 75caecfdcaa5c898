//! Server of a child process, on a free port of 127.0.0.1.

use std::io::{self, Write};

use axum::Router;
use tokio::{net::TcpListener, runtime};

use crate::{BenchResult, axum_server, isotype_server};

/// Prints the address and serves until the process is killed.
///
/// # Errors
///
/// Returns an error if the server does not exist or cannot bind a port.
pub(crate) fn run(server: &str) -> BenchResult<()> {
    let routes = routes(server)?;
    let runtime = runtime::Builder::new_current_thread().enable_io().enable_time().build()?;
    runtime.block_on(async {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        println!("{}", listener.local_addr()?);
        io::stdout().flush()?;
        axum::serve(listener, routes).await?;
        Ok(())
    })
}

/// Returns the routes of a server: `isotype` or `axum`.
pub(crate) fn routes(server: &str) -> BenchResult<Router> {
    match server {
        "isotype" => Ok(isotype_server::routes()),
        "axum" => Ok(axum_server::routes()),
        other => Err(format!("unknown server {other:?}; expected `isotype` or `axum`").into()),
    }
}
