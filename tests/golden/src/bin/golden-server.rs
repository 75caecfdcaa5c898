//! Serves the shapes on any free port, and says where.

use std::io::Write as _;

use isotype::axum::{Drain, Routes, Server, terminated};
use tokio::net::TcpListener;

#[tokio::main]
async fn main() -> std::io::Result<()> {
    tracing_subscriber::fmt().with_writer(std::io::stderr).init();
    let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
    println!("http://{}/rpc", listener.local_addr()?);
    std::io::stdout().flush()?;
    let app = axum::Router::new().nest("/rpc", Routes::new(isotype_golden::api(), ()).explorer(true).into_router());
    Server::new(&Drain::default()).serve(listener, app, terminated()).await;
    Ok(())
}
