//! Serves the shapes on a free port and prints the server's address.

use std::io::Write as _;

use isotype::{
    IntegerEncoding,
    axum::{Drain, Routes, routes},
    server::{HttpServer, shutdown_signal},
};
use tokio::net::TcpListener;

#[tokio::main]
async fn main() -> std::io::Result<()> {
    tracing_subscriber::fmt().with_writer(std::io::stderr).init();
    let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
    println!("http://{}", listener.local_addr()?);
    std::io::stdout().flush()?;
    let app = axum::Router::new()
        .nest("/golden", Routes::new(isotype_golden::api(), ()).explorer(true).into_router())
        .nest("/golden-bigint", routes(isotype_golden::wide(IntegerEncoding::BigInt), ()))
        .nest("/golden-text", routes(isotype_golden::wide(IntegerEncoding::String), ()));
    HttpServer::new(&Drain::default()).serve(listener, app, shutdown_signal()).await;
    Ok(())
}
