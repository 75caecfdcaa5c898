//! Whether the process lives, and whether it can be sent requests.

mod check;
mod report;

use std::{error::Error, future::Future, sync::Arc, time::Duration};

use axum::{Json, Router, routing::get};
use http::{HeaderValue, StatusCode, header};
use tokio::{sync::Mutex, time::Instant};

use self::{check::Check, report::HealthReport};
use isotype_axum::Drain;

/// Answers `/health/live` and `/health/ready`, as supervisors and load balancers ask for them.
///
/// Live is who answers. Ready is who has started, does not stop, and whose checks all pass: the answer is 200, else 503, and its JSON
/// names what is down. Why it is down is for the log.
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
/// Two checks cannot have one name:
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

/// The process is not ready for as long as this lives: made by [`Health::starting`].
#[derive(Clone, Debug)]
#[must_use = "dropped at once it holds nothing up"]
pub struct StartupGuard {
    _startup: Arc<()>,
}

impl Health {
    /// Ready, until `drain` is announced or begun.
    pub fn new(drain: &Drain) -> Health {
        Health {
            drain: drain.clone(),
            check_timeout: Duration::from_secs(2),
            checks: Vec::new(),
            startup: Arc::new(()),
        }
    }

    /// What must pass to be ready; `name` is told to whoever asks.
    ///
    /// # Panics
    ///
    /// When there is a check of that name.
    #[must_use]
    #[track_caller]
    pub fn check<F, E>(mut self, name: &str, check: impl Fn() -> F + Send + Sync + 'static) -> Self
    where
        F: Future<Output = Result<(), E>> + Send + 'static,
        E: Into<Box<dyn Error + Send + Sync>> + 'static,
    {
        assert!(!self.checks.iter().any(|other| other.name == name), "there is a check {name:?} already");
        self.checks.push(Check::new(name, check));
        self
    }

    /// How long each check may take; one that takes longer is down. Default: 2 s.
    #[must_use]
    pub fn check_timeout(mut self, limit: Duration) -> Self {
        self.check_timeout = limit;
        self
    }

    /// Holds readiness up until what this returns, and every clone of it, is dropped: for what has to be done first.
    pub fn startup_guard(&self) -> StartupGuard {
        StartupGuard { _startup: self.startup.clone() }
    }

    /// The two addresses, to be merged with the other routes.
    pub fn routes(self) -> Router {
        let asked = Arc::new(SharedReport { health: self, last: Mutex::default() });
        let live = || async { response(StatusCode::OK, HealthReport::live()) };
        let ready = move || {
            let asked = asked.clone();
            async move {
                let report = asked.report().await;
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

/// Many may ask at a time: the checks run once for all of them.
struct SharedReport {
    health: Health,
    last: Mutex<Option<(Instant, HealthReport)>>,
}

impl SharedReport {
    /// A report that was begun after it was asked for.
    async fn report(&self) -> HealthReport {
        let asked = Instant::now();
        let mut last = self.last.lock().await;
        match &*last {
            Some((begun, report)) if *begun >= asked => report.clone(),
            _ => {
                let (begun, report) = (Instant::now(), self.health.report().await);
                *last = Some((begun, report.clone()));
                report
            }
        }
    }
}

fn response(status: StatusCode, report: HealthReport) -> impl axum::response::IntoResponse {
    (status, [(header::CACHE_CONTROL, HeaderValue::from_static("no-store"))], Json(report))
}
