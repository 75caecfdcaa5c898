//! Serves the catalogue and prints the server's address.

use std::io::Write as _;

use isotype::{
    axum::Drain,
    server::{HttpServer, shutdown_signal},
};
use lexopt::ValueExt as _;
use tokio::net::TcpListener;

type BoxError = Box<dyn std::error::Error + Send + Sync>;

#[tokio::main]
async fn main() -> Result<(), BoxError> {
    // Internal errors are only in the log.
    tracing_subscriber::fmt().with_writer(std::io::stderr).init();
    let listener = TcpListener::bind(("127.0.0.1", port()?)).await?;
    println!("http://{}", listener.local_addr()?);
    std::io::stdout().flush()?;
    let drain = Drain::default();
    HttpServer::new(&drain).serve(listener, isotype_conformance::app(&drain), shutdown_signal()).await;
    Ok(())
}

/// Returns the value of `--port`, or 0 to let the system choose a free port.
fn port() -> Result<u16, BoxError> {
    let (mut arguments, mut port) = (lexopt::Parser::from_env(), 0);
    while let Some(argument) = arguments.next()? {
        match argument {
            lexopt::Arg::Long("port") => port = arguments.value()?.parse()?,
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(port)
}
