//! Health check of one dependency.

use std::{
    error::Error,
    fmt,
    future::Future,
    panic::AssertUnwindSafe,
    sync::atomic::{AtomicBool, Ordering::Relaxed},
    time::Duration,
};

use futures_util::{FutureExt, future::BoxFuture};
use tokio::time::timeout;

type CheckResult = Result<(), Box<dyn Error + Send + Sync>>;

/// Named health check and its last result.
pub(super) struct Check {
    pub(super) name: String,
    run: Box<dyn Fn() -> BoxFuture<'static, CheckResult> + Send + Sync>,
    is_down: AtomicBool,
}

impl Check {
    pub(super) fn new<F, E>(name: &str, check: impl Fn() -> F + Send + Sync + 'static) -> Check
    where
        F: Future<Output = Result<(), E>> + Send + 'static,
        E: Into<Box<dyn Error + Send + Sync>> + 'static,
    {
        let run = move || check().map(|result| result.map_err(Into::into)).boxed();
        Check { name: name.to_owned(), run: Box::new(run), is_down: AtomicBool::new(false) }
    }

    /// Runs the check. Returns its name, and `true` if it passed within `limit`. Logs when the result changes.
    pub(super) async fn run(&self, limit: Duration) -> (String, bool) {
        let result = AssertUnwindSafe(async { (self.run)().await }).catch_unwind();
        let result = match timeout(limit, result).await {
            Ok(Ok(result)) => result,
            Ok(Err(_)) => Err("the check panicked".into()),
            Err(_) => Err(format!("the check took longer than {limit:?}").into()),
        };
        let was_down = self.is_down.swap(result.is_err(), Relaxed);
        match &result {
            Err(error) if !was_down => tracing::warn!(check = self.name, %error, "health check failed"),
            Ok(()) if was_down => tracing::info!(check = self.name, "health check recovered"),
            _ => {}
        }
        (self.name.clone(), result.is_ok())
    }
}

impl fmt::Debug for Check {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)
    }
}
