//! Serves the catalogue, and says where.

use std::io::Write as _;

use isotype::{
    axum::Drain,
    server::{HttpServer, shutdown_signal},
};
use lexopt::ValueExt as _;
use tokio::net::TcpListener;

type Failure = Box<dyn std::error::Error + Send + Sync>;

#[tokio::main]
async fn main() -> Result<(), Failure> {
    // What callers may not see goes to the log, as it would anywhere.
    tracing_subscriber::fmt().with_writer(std::io::stderr).init();
    let listener = TcpListener::bind(("127.0.0.1", port()?)).await?;
    println!("http://{}", listener.local_addr()?);
    std::io::stdout().flush()?;
    let drain = Drain::default();
    HttpServer::new(&drain).serve(listener, isotype_conformance::app(&drain), shutdown_signal()).await;
    Ok(())
}

/// `--port N`; without it, any free one.
fn port() -> Result<u16, Failure> {
    let (mut arguments, mut port) = (lexopt::Parser::from_env(), 0);
    while let Some(argument) = arguments.next()? {
        match argument {
            lexopt::Arg::Long("port") => port = arguments.value()?.parse()?,
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(port)
}
