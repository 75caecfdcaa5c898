//! Prometheus metrics.

mod procedure;
mod backpressure;

use std::{collections::HashMap, fmt, sync::Arc};

use axum::{response::IntoResponse, routing::get};
use http::{StatusCode, header};
use isotype_core::{BackpressureMetrics, Router};
use prometheus_client::{
    collector::Collector,
    encoding::prometheus_text::{CONTENT_TYPE, encode},
    registry::Registry,
};

use self::{backpressure::BackpressureCollector, procedure::MetricFamilies};
use crate::tracing_layer::OTHER;

pub(crate) use self::procedure::{ProcedureMetrics, StreamMetrics};

/// Layer that counts and times calls, and exports the metrics to Prometheus.
///
/// | metric | type | meaning |
/// |---|---|---|
/// | `rpc_server_calls_total` | counter | completed calls, by status code |
/// | `rpc_server_call_duration_seconds` | histogram | time until the response, or until the stream opened |
/// | `rpc_server_active_calls` | gauge | calls in flight, excluding open streams |
/// | `rpc_server_active_streams` | gauge | open streams |
/// | `rpc_server_stream_events_total` | counter | events sent |
/// | `rpc_server_stream_lag_seconds` | histogram | time between an event and the subscriber's poll for the next one |
///
/// The label `rpc_method` is the name of a registered procedure. Unknown names and dynamic procedures share the label
/// `_OTHER`, so that clients cannot create time series.
///
/// # Example
///
/// ```
/// use isotype_core::{BackpressureMetrics, Ctx, Router};
/// use isotype_observe::Metrics;
///
/// async fn ping(_: Ctx<()>, _: ()) -> String {
///     "pong".to_owned()
/// }
///
/// let backpressure = BackpressureMetrics::default(); // also passed to the routes
/// let api = Router::new().query("ping", ping);
/// let metrics = Metrics::new(&api).backpressure(&backpressure);
/// let api = api.layer(metrics.clone());
/// let app: axum::Router = axum::Router::new().merge(metrics.routes()); // GET /metrics
/// ```
#[derive(Clone)]
pub struct Metrics {
    procedures: Arc<HashMap<Box<str>, Arc<ProcedureMetrics>>>,
    unknown_procedure: Arc<ProcedureMetrics>,
    registry: Arc<Registry>,
}

impl Metrics {
    /// Creates metrics for the procedures registered in `api` so far.
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

    /// Also exports backpressure metrics.
    ///
    /// Pass the same [`BackpressureMetrics`] as to the routes. The metrics are `rpc_server_stream_events_queued`,
    /// `rpc_server_stream_events_dropped_total` and `rpc_server_stream_backpressure_disconnects_total`.
    #[must_use]
    pub fn backpressure(self, metrics: &BackpressureMetrics) -> Self {
        self.register_collector(BackpressureCollector(metrics.clone()))
    }

    /// Also exports the metrics of a collector defined by the application.
    ///
    /// # Panics
    ///
    /// Panics if `self` has been cloned. Register collectors before adding `Metrics` as a layer.
    #[must_use]
    #[track_caller]
    pub fn register_collector(mut self, collector: impl Collector) -> Self {
        let Some(registry) = Arc::get_mut(&mut self.registry) else {
            panic!("cannot register a collector: `Metrics` has been cloned; register it before adding the layer");
        };
        registry.register_collector(Box::new(collector));
        self
    }

    /// Returns a router with `GET /metrics`. Serve it on an address that only Prometheus can reach.
    pub fn routes(self) -> axum::Router {
        axum::Router::new().route("/metrics", get(move || async move { self.encode_response() }))
    }

    fn encode_response(&self) -> impl IntoResponse + use<> {
        let mut text = String::new();
        match encode(&mut text, &self.registry) {
            Ok(()) => Ok(([(header::CONTENT_TYPE, CONTENT_TYPE)], text)),
            Err(error) => {
                tracing::error!(%error, "cannot encode metrics");
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
