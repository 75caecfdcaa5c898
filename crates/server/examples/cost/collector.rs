//! OTLP collector that discards all spans.

use std::{io, thread};

/// Starts the collector on a thread and returns its URL.
pub(crate) fn start() -> io::Result<String> {
    let listener = std::net::TcpListener::bind("127.0.0.1:0")?;
    listener.set_nonblocking(true)?;
    let url = format!("http://{}", listener.local_addr()?);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    thread::spawn(move || {
        runtime.block_on(async {
            let listener = tokio::net::TcpListener::from_std(listener)?;
            axum::serve(listener, axum::Router::new().fallback(async || ())).await
        })
    });
    Ok(url)
}
