//! When a person or the system asks the process to end.

/// Resolves at `SIGINT` (Ctrl-C) or `SIGTERM`, for [`Server::serve`](crate::Server::serve).
pub async fn terminated() {
    let interrupt = async {
        if let Err(error) = tokio::signal::ctrl_c().await {
            tracing::error!(%error, "Ctrl-C is not heard");
            std::future::pending::<()>().await;
        }
    };
    tokio::select! { () = interrupt => {}, () = terminate() => {} }
}

#[cfg(unix)]
async fn terminate() {
    use tokio::signal::unix::{SignalKind, signal};
    match signal(SignalKind::terminate()) {
        Ok(mut terminate) => {
            terminate.recv().await;
        }
        Err(error) => {
            tracing::error!(%error, "SIGTERM is not heard");
            std::future::pending().await
        }
    }
}

#[cfg(not(unix))]
async fn terminate() {
    std::future::pending().await
}
