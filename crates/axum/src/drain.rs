//! Graceful shutdown of an API.

use std::time::Duration;

use tokio_util::{sync::CancellationToken, task::TaskTracker};

/// Handle for gracefully shutting down an API: ends its streams and waits for calls whose clients have disconnected.
///
/// # Example
///
/// ```
/// # use isotype_core::{Ctx, Router};
/// # async fn ping(_: Ctx<()>, _: ()) -> String { String::new() }
/// use isotype_axum::{Drain, Routes};
///
/// # tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap().block_on(async {
/// let drain = Drain::default();
/// let rpc = Routes::new(Router::new().query("ping", ping), ()).drain(&drain).at("/rpc");
/// # let _: axum::Router = rpc;
/// drain.start(); // ends subscriptions and closes sockets with code 1012
/// assert!(drain.wait_timeout(std::time::Duration::from_secs(5)).await);
/// # });
/// ```
#[derive(Clone, Debug, Default)]
pub struct Drain {
    draining: CancellationToken,
    started: CancellationToken,
    tasks: TaskTracker,
}

impl Drain {
    /// Marks the server as draining.
    ///
    /// From now on readiness checks fail, so load balancers stop sending requests. Streams stay open until
    /// [`start`](Drain::start).
    pub fn mark_draining(&self) {
        self.draining.cancel();
    }

    /// Returns `true` once [`mark_draining`](Drain::mark_draining) or [`start`](Drain::start) has been called.
    pub fn is_draining(&self) -> bool {
        self.draining.is_cancelled()
    }

    /// Ends all streams. Clients reconnect to another server and resume there.
    pub fn start(&self) {
        self.mark_draining();
        self.started.cancel();
        self.tasks.close();
    }

    /// Waits until [`start`](Drain::start) is called.
    pub async fn started(&self) {
        self.started.cancelled().await;
    }

    /// Returns `true` once [`start`](Drain::start) has been called.
    pub fn is_started(&self) -> bool {
        self.started.is_cancelled()
    }

    /// Waits up to `timeout` for calls whose clients have disconnected to finish. Returns `true` if all of them did.
    pub async fn wait_timeout(&self, timeout: Duration) -> bool {
        tokio::time::timeout(timeout, self.wait()).await.is_ok()
    }

    /// Waits for all calls whose clients have disconnected to finish.
    pub async fn wait(&self) {
        self.tasks.wait().await;
    }

    pub(crate) fn tasks(&self) -> &TaskTracker {
        &self.tasks
    }
}
