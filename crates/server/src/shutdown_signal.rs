//! Shutdown signal handling.

/// Waits for `SIGINT` (Ctrl-C) or `SIGTERM`. Pass it to [`HttpServer::serve`](crate::HttpServer::serve).
///
/// On non-Unix systems, it waits for Ctrl-C only.
pub async fn shutdown_signal() {
    let interrupt = async {
        if let Err(error) = tokio::signal::ctrl_c().await {
            tracing::error!(%error, "cannot listen for Ctrl-C");
            std::future::pending::<()>().await;
        }
    };
    tokio::select! { () = interrupt => {}, () = sigterm() => {} }
}

#[cfg(unix)]
async fn sigterm() {
    use tokio::signal::unix::{SignalKind, signal};
    match signal(SignalKind::terminate()) {
        Ok(mut terminate) => {
            terminate.recv().await;
        }
        Err(error) => {
            tracing::error!(%error, "cannot listen for SIGTERM");
            std::future::pending().await
        }
    }
}

#[cfg(not(unix))]
async fn sigterm() {
    std::future::pending().await
}
