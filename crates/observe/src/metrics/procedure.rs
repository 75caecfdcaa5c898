//! Metrics of one procedure.

use std::sync::{Arc, OnceLock};

use isotype_core::Code;
use prometheus_client::{
    encoding::EncodeLabelSet,
    metrics::{counter::Counter, family::Family, gauge::Gauge, histogram::Histogram},
    registry::{Registry, Unit},
};

/// Histogram bucket bounds in seconds, as recommended for call durations by the OpenTelemetry semantic conventions.
const DURATION_BUCKETS: [f64; 14] = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1.0, 2.5, 5.0, 7.5, 10.0];

/// Label of per-procedure metrics, which corresponds to the `rpc.method` attribute.
#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
pub(super) struct MethodLabels {
    pub(super) rpc_method: Arc<str>,
}

/// Labels of completed calls, which correspond to the `rpc.method` and `rpc.response.status_code` attributes.
#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct CallLabels {
    rpc_method: Arc<str>,
    rpc_response_status_code: &'static str,
}

type Histograms = Family<MethodLabels, Histogram, fn() -> Histogram>;

/// Metric families, each with one time series per procedure.
#[derive(Clone, Debug)]
pub(super) struct MetricFamilies {
    calls: Family<CallLabels, Counter>,
    duration: Histograms,
    active_calls: Family<MethodLabels, Gauge>,
    active_streams: Family<MethodLabels, Gauge>,
    events: Family<MethodLabels, Counter>,
    lag: Histograms,
}

impl MetricFamilies {
    pub(super) fn new(registry: &mut Registry) -> MetricFamilies {
        let histograms = || Histograms::new_with_constructor(|| Histogram::new(DURATION_BUCKETS));
        let families = MetricFamilies {
            calls: Family::default(),
            duration: histograms(),
            active_calls: Family::default(),
            active_streams: Family::default(),
            events: Family::default(),
            lag: histograms(),
        };
        registry.register("rpc_server_calls", "Ended calls", families.calls.clone());
        let help = "Duration of calls until the response, or until the stream opened";
        registry.register_with_unit("rpc_server_call_duration", help, Unit::Seconds, families.duration.clone());
        registry.register("rpc_server_active_calls", "Calls in flight", families.active_calls.clone());
        registry.register("rpc_server_active_streams", "Open streams", families.active_streams.clone());
        registry.register("rpc_server_stream_events", "Events sent to subscribers", families.events.clone());
        let help = "Time from an event until the subscriber polled for the next";
        registry.register_with_unit("rpc_server_stream_lag", help, Unit::Seconds, families.lag.clone());
        families
    }

    pub(super) fn for_procedure(&self, name: &str) -> ProcedureMetrics {
        let name: Arc<str> = name.into();
        let method = MethodLabels { rpc_method: name.clone() };
        let labels = CallLabels { rpc_method: name, rpc_response_status_code: "OK" };
        ProcedureMetrics {
            ok: self.calls.get_or_create_owned(&labels),
            duration: self.duration.get_or_create_owned(&method),
            active_calls: self.active_calls.get_or_create_owned(&method),
            streams: OnceLock::new(),
            method,
            families: self.clone(),
        }
    }
}

/// Time series of one procedure, looked up in advance.
#[derive(Debug)]
pub(crate) struct ProcedureMetrics {
    pub(crate) active_calls: Gauge,
    pub(crate) duration: Histogram,
    ok: Counter,
    /// Created when the first stream opens, because most procedures do not stream.
    streams: OnceLock<Arc<StreamMetrics>>,
    method: MethodLabels,
    families: MetricFamilies,
}

/// Time series for the streams of one procedure.
#[derive(Debug)]
pub(crate) struct StreamMetrics {
    pub(crate) active_streams: Gauge,
    pub(crate) events: Counter,
    pub(crate) lag: Histogram,
}

impl ProcedureMetrics {
    pub(crate) fn record_end(&self, code: Option<Code>) {
        let Some(code) = code else {
            self.ok.inc();
            return;
        };
        let labels = CallLabels { rpc_method: self.method.rpc_method.clone(), rpc_response_status_code: code.as_str() };
        self.families.calls.get_or_create(&labels).inc();
    }

    pub(crate) fn streams(&self) -> Arc<StreamMetrics> {
        let ProcedureMetrics { method, families, .. } = self;
        let streams = || StreamMetrics {
            active_streams: families.active_streams.get_or_create_owned(method),
            events: families.events.get_or_create_owned(method),
            lag: families.lag.get_or_create_owned(method),
        };
        self.streams.get_or_init(|| Arc::new(streams())).clone()
    }
}
