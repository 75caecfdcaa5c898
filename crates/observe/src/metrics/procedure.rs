//! What is counted of one procedure.

use std::sync::{Arc, OnceLock};

use isotype_core::Code;
use prometheus_client::{
    encoding::EncodeLabelSet,
    metrics::{counter::Counter, family::Family, gauge::Gauge, histogram::Histogram},
    registry::{Registry, Unit},
};

/// The bounds that OpenTelemetry's conventions advise for durations of calls, in seconds.
const DURATION_BUCKETS: [f64; 14] = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1.0, 2.5, 5.0, 7.5, 10.0];

/// How the conventions' attributes are called by Prometheus.
#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
pub(super) struct MethodLabels {
    pub(super) rpc_method: Arc<str>,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct CallLabels {
    rpc_method: Arc<str>,
    rpc_response_status_code: &'static str,
}

type Histograms = Family<MethodLabels, Histogram, fn() -> Histogram>;

/// What is counted of each procedure.
#[derive(Clone, Debug)]
pub(super) struct MetricFamilies {
    calls: Family<CallLabels, Counter>,
    duration: Histograms,
    in_flight: Family<MethodLabels, Gauge>,
    streams: Family<MethodLabels, Gauge>,
    events: Family<MethodLabels, Counter>,
    lag: Histograms,
}

impl MetricFamilies {
    pub(super) fn new(registry: &mut Registry) -> MetricFamilies {
        let histograms = || Histograms::new_with_constructor(|| Histogram::new(DURATION_BUCKETS));
        let all = MetricFamilies {
            calls: Family::default(),
            duration: histograms(),
            in_flight: Family::default(),
            streams: Family::default(),
            events: Family::default(),
            lag: histograms(),
        };
        registry.register("rpc_server_calls", "Calls that ended, by how they ended", all.calls.clone());
        let help = "How long calls took, to their answer or until their stream opened";
        registry.register_with_unit("rpc_server_call_duration", help, Unit::Seconds, all.duration.clone());
        registry.register("rpc_server_calls_in_flight", "Calls under way", all.in_flight.clone());
        registry.register("rpc_server_streams", "Streams that are open", all.streams.clone());
        registry.register("rpc_server_stream_events", "Events of streams", all.events.clone());
        let help = "How long the readers of streams took before they asked for more";
        registry.register_with_unit("rpc_server_stream_lag", help, Unit::Seconds, all.lag.clone());
        all
    }

    pub(super) fn for_procedure(&self, name: &str) -> ProcedureMetrics {
        let name: Arc<str> = name.into();
        let method = MethodLabels { rpc_method: name.clone() };
        let ended = CallLabels { rpc_method: name, rpc_response_status_code: "OK" };
        ProcedureMetrics {
            ok: self.calls.get_or_create_owned(&ended),
            duration: self.duration.get_or_create_owned(&method),
            in_flight: self.in_flight.get_or_create_owned(&method),
            streams: OnceLock::new(),
            method,
            families: self.clone(),
        }
    }
}

/// The counts of one procedure: looked up once, and then only added to.
#[derive(Debug)]
pub(crate) struct ProcedureMetrics {
    pub(crate) in_flight: Gauge,
    pub(crate) duration: Histogram,
    ok: Counter,
    streams: OnceLock<Arc<StreamMetrics>>,
    method: MethodLabels,
    families: MetricFamilies,
}

/// The counts of its streams: most procedures have none.
#[derive(Debug)]
pub(crate) struct StreamMetrics {
    pub(crate) open: Gauge,
    pub(crate) events: Counter,
    pub(crate) lag: Histogram,
}

impl ProcedureMetrics {
    pub(crate) fn record_end(&self, code: Option<Code>) {
        let Some(code) = code else {
            self.ok.inc();
            return;
        };
        let ended = CallLabels { rpc_method: self.method.rpc_method.clone(), rpc_response_status_code: code.as_str() };
        self.families.calls.get_or_create(&ended).inc();
    }

    pub(crate) fn streams(&self) -> Arc<StreamMetrics> {
        let ProcedureMetrics { method, families, .. } = self;
        let streams = || StreamMetrics {
            open: families.streams.get_or_create_owned(method),
            events: families.events.get_or_create_owned(method),
            lag: families.lag.get_or_create_owned(method),
        };
        self.streams.get_or_init(|| Arc::new(streams())).clone()
    }
}
