//! The end of a server: what is under way finishes, what never ends by itself is told to move.

use std::time::Duration;

use tokio_util::{sync::CancellationToken, task::TaskTracker};

/// Ends the streams of an API, and waits for the calls that outlive their clients.
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
/// drain.begin(); // from here on, subscriptions end and sockets close by 1012
/// assert!(drain.done(std::time::Duration::from_secs(5)).await);
/// # });
/// ```
#[derive(Clone, Debug, Default)]
pub struct Drain {
    draining: CancellationToken,
    started: CancellationToken,
    tasks: TaskTracker,
}

impl Drain {
    /// Says that the end is near: [`Health`](crate::Health) is no longer ready, so that balancers send nobody new, and all goes on.
    pub fn mark_draining(&self) {
        self.draining.cancel();
    }

    /// Whether it was announced, or has begun.
    pub fn is_draining(&self) -> bool {
        self.draining.is_cancelled()
    }

    /// Tells every stream to end.
    pub fn start(&self) {
        self.mark_draining();
        self.started.cancel();
        self.tasks.close();
    }

    /// Waits until [`begin`](Drain::begin).
    pub async fn started(&self) {
        self.started.cancelled().await;
    }

    /// Whether it has begun.
    pub fn is_started(&self) -> bool {
        self.started.is_cancelled()
    }

    /// Waits for the calls under way whose clients have left, but no longer than `limit`; whether all have ended.
    pub async fn wait_timeout(&self, limit: Duration) -> bool {
        tokio::time::timeout(limit, self.wait()).await.is_ok()
    }

    /// Waits for the calls under way whose clients have left.
    pub async fn wait(&self) {
        self.tasks.wait().await;
    }

    pub(crate) fn tasks(&self) -> &TaskTracker {
        &self.tasks
    }
}
