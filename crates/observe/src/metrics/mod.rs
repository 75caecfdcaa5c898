//! What is measured, for Prometheus.

mod procedure;
mod backpressure;

use std::{collections::HashMap, fmt, sync::Arc};

use axum::{response::IntoResponse, routing::get};
use http::{StatusCode, header};
use isotype_core::BackpressureMetrics;
use isotype_core::Router;
use prometheus_client::{
    collector::Collector,
    encoding::prometheus_text::{CONTENT_TYPE, encode},
    registry::Registry,
};

use self::{backpressure::BackpressureCollector, procedure::MetricFamilies};
use crate::tracing_layer::OTHER;

pub(crate) use self::procedure::{ProcedureMetrics, StreamMetrics};

/// Measures the calls of a router as one of its layers, and tells Prometheus.
///
/// Calls that ended by their code, how long they took, those under way; streams that are open, their events, and how long readers keep
/// them waiting. The labels are those of OpenTelemetry's conventions. Each registered procedure has its own: a name that none has, or that
/// is made up at run time, is counted under `_OTHER`, so that no client can make the number of series grow.
///
/// # Example
///
/// ```
/// use isotype_core::{Ctx, Router, BackpressureMetrics};
/// use isotype_observe::Metrics;
///
/// async fn ping(_: Ctx<()>, _: ()) -> String {
///     "pong".to_owned()
/// }
///
/// let slow = BackpressureMetrics::default();
/// let api = Router::new().query("ping", ping);
/// let metrics = Metrics::new(&api).slow_readers(&slow);
/// let api = api.layer(metrics.clone());
/// let app: axum::Router = axum::Router::new().merge(metrics.routes()); // `/metrics`
/// ```
#[derive(Clone)]
pub struct Metrics {
    procedures: Arc<HashMap<Box<str>, Arc<ProcedureMetrics>>>,
    unknown_procedure: Arc<ProcedureMetrics>,
    registry: Arc<Registry>,
}

impl Metrics {
    /// For the procedures that this router has by now.
    pub fn new<S: Send + Sync + 'static>(api: &Router<S>) -> Metrics {
        let mut registry = Registry::default();
        let families = MetricFamilies::new(&mut registry);
        let procedures =
            api.procedure_names().map(|name| (name.into(), Arc::new(families.for_procedure(name)))).collect();
        Metrics {
            procedures: Arc::new(procedures),
            unknown_procedure: Arc::new(families.for_procedure(OTHER)),
            registry: Arc::new(registry),
        }
    }

    /// Tells of what slow subscribers have missed, too; `counted` is what the routes were given.
    #[must_use]
    pub fn backpressure(self, counted: &BackpressureMetrics) -> Self {
        self.register_collector(BackpressureCollector(counted.clone()))
    }

    /// Tells of what an application measures itself, too.
    ///
    /// # Panics
    ///
    /// When they are served already: `Metrics` is complete before it is cloned.
    #[must_use]
    #[track_caller]
    pub fn register_collector(mut self, collector: impl Collector) -> Self {
        let Some(registry) = Arc::get_mut(&mut self.registry) else {
            panic!("metrics are added before `Metrics` is cloned");
        };
        registry.register_collector(Box::new(collector));
        self
    }

    /// `/metrics`, to be merged where scrapers come by, and others do not.
    pub fn routes(self) -> axum::Router {
        axum::Router::new().route("/metrics", get(move || async move { self.encode_response() }))
    }

    fn encode_response(&self) -> impl IntoResponse + use<> {
        let mut text = String::new();
        match encode(&mut text, &self.registry) {
            Ok(()) => Ok(([(header::CONTENT_TYPE, CONTENT_TYPE)], text)),
            Err(error) => {
                tracing::error!(%error, "the metrics cannot be written");
                Err(StatusCode::INTERNAL_SERVER_ERROR)
            }
        }
    }

    pub(crate) fn procedure(&self, name: &str) -> Arc<ProcedureMetrics> {
        self.procedures.get(name).unwrap_or(&self.unknown_procedure).clone()
    }
}

impl fmt::Debug for Metrics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.procedures.keys()).finish()
    }
}
