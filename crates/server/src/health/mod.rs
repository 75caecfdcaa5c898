//! Liveness and readiness endpoints.

mod check;
mod report;

use std::{error::Error, future::Future, sync::Arc, time::Duration};

use axum::{Json, Router, routing::get};
use http::{HeaderValue, StatusCode, header};
use tokio::{sync::Mutex, time::Instant};

use self::{check::Check, report::HealthReport};
use isotype_axum::Drain;

/// Liveness and readiness endpoints for process supervisors and load balancers.
///
/// | request | response |
/// |---|---|
/// | `GET /health/live` | 200 with `{"status":"live"}` while the process can respond |
/// | `GET /health/ready` | 200 with `"status":"ready"` if startup is complete, all checks pass and shutdown has not begun |
///
/// Otherwise `/health/ready` responds with 503 and a `status` of `starting`, `draining` or `down`. With `down`,
/// `checks` lists each check as `up` or `down`. The errors that checks return are logged but not sent.
///
/// # Example
///
/// ```
/// use isotype_axum::Drain;
/// use isotype_server::Health;
///
/// # async fn ping() -> std::io::Result<()> { Ok(()) }
/// let drain = Drain::default();
/// let health = Health::new(&drain).check("database", || async { ping().await });
/// let app: axum::Router = axum::Router::new().merge(health.routes());
/// ```
///
/// Check names must be unique:
///
/// ```should_panic
/// # use isotype_axum::Drain;
/// # use isotype_server::Health;
/// # async fn ping() -> std::io::Result<()> { Ok(()) }
/// let health = Health::new(&Drain::default()).check("database", ping).check("database", ping);
/// ```
#[derive(Debug)]
pub struct Health {
    drain: Drain,
    check_timeout: Duration,
    checks: Vec<Check>,
    startup: Arc<()>,
}

/// Guard that keeps the process unready until it is dropped, created by [`Health::startup_guard`].
///
/// # Example
///
/// ```
/// use isotype_axum::Drain;
/// use isotype_server::Health;
///
/// # async fn warm_up() {}
/// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
/// let health = Health::new(&Drain::default());
/// let guard = health.startup_guard();
/// tokio::spawn(async move {
///     warm_up().await;
///     drop(guard); // `/health/ready` now responds with 200
/// });
/// # });
/// ```
#[derive(Clone, Debug)]
#[must_use = "dropping the guard completes the startup"]
pub struct StartupGuard {
    _startup: Arc<()>,
}

impl Health {
    /// Creates health endpoints without checks. The process is ready until `drain` is marked as draining or started.
    pub fn new(drain: &Drain) -> Health {
        Health {
            drain: drain.clone(),
            check_timeout: Duration::from_secs(2),
            checks: Vec::new(),
            startup: Arc::new(()),
        }
    }

    /// Adds a check that must pass for the process to be ready. Responses refer to it by `name`.
    ///
    /// Checks run on each request to `/health/ready`; concurrent requests share one run.
    ///
    /// # Panics
    ///
    /// Panics if a check with this name already exists.
    #[must_use]
    #[track_caller]
    pub fn check<F, E>(mut self, name: &str, check: impl Fn() -> F + Send + Sync + 'static) -> Self
    where
        F: Future<Output = Result<(), E>> + Send + 'static,
        E: Into<Box<dyn Error + Send + Sync>> + 'static,
    {
        assert!(!self.checks.iter().any(|other| other.name == name), "duplicate health check {name:?}");
        self.checks.push(Check::new(name, check));
        self
    }

    /// Sets the timeout for each check. A check that takes longer counts as down. Default: 2 s.
    #[must_use]
    pub fn check_timeout(mut self, limit: Duration) -> Self {
        self.check_timeout = limit;
        self
    }

    /// Returns a guard that keeps the process unready until the guard and all its clones are dropped.
    pub fn startup_guard(&self) -> StartupGuard {
        StartupGuard { _startup: self.startup.clone() }
    }

    /// Returns a router with both endpoints.
    pub fn routes(self) -> Router {
        let shared = Arc::new(SharedReport { health: self, last: Mutex::default() });
        let live = || async { response(StatusCode::OK, HealthReport::live()) };
        let ready = move || {
            let shared = shared.clone();
            async move {
                let report = shared.report().await;
                let status = if report.is_ready() { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
                response(status, report)
            }
        };
        Router::new().route("/health/live", get(live)).route("/health/ready", get(ready))
    }

    async fn report(&self) -> HealthReport {
        if self.drain.is_draining() {
            return HealthReport::draining();
        }
        if Arc::strong_count(&self.startup) > 1 {
            return HealthReport::starting();
        }
        let checks = self.checks.iter().map(|check| check.run(self.check_timeout));
        HealthReport::from_checks(futures_util::future::join_all(checks).await)
    }
}

/// Latest report, shared between concurrent requests.
struct SharedReport {
    health: Health,
    last: Mutex<Option<(Instant, HealthReport)>>,
}

impl SharedReport {
    /// Returns a report whose checks started after this method was called.
    async fn report(&self) -> HealthReport {
        let requested = Instant::now();
        let mut last = self.last.lock().await;
        match &*last {
            Some((started, report)) if *started >= requested => report.clone(),
            _ => {
                let (started, report) = (Instant::now(), self.health.report().await);
                *last = Some((started, report.clone()));
                report
            }
        }
    }
}

fn response(status: StatusCode, report: HealthReport) -> impl axum::response::IntoResponse {
    (status, [(header::CACHE_CONTROL, HeaderValue::from_static("no-store"))], Json(report))
}
