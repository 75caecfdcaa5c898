//! One thing that must be there for the process to be of use.

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

/// A named check, and how it last went.
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
        let run = move || check().map(|outcome| outcome.map_err(Into::into)).boxed();
        Check { name: name.to_owned(), run: Box::new(run), is_down: AtomicBool::new(false) }
    }

    /// Its name, and whether it passed within `limit`. The log hears of each change, and why.
    pub(super) async fn run(&self, limit: Duration) -> (String, bool) {
        let outcome = AssertUnwindSafe(async { (self.run)().await }).catch_unwind();
        let outcome = match timeout(limit, outcome).await {
            Ok(Ok(outcome)) => outcome,
            Ok(Err(_)) => Err("it panicked".into()),
            Err(_) => Err(format!("it took longer than {limit:?}").into()),
        };
        let was_down = self.is_down.swap(outcome.is_err(), Relaxed);
        match &outcome {
            Err(error) if !was_down => tracing::warn!(check = self.name, %error, "not ready: a check fails"),
            Ok(()) if was_down => tracing::info!(check = self.name, "a check passes again"),
            _ => {}
        }
        (self.name.clone(), outcome.is_ok())
    }
}

impl fmt::Debug for Check {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)
    }
}
