//! Traces, metrics and logs for Isotype servers.
//!
//! [`TracingLayer`] records a span per call, [`Metrics`] counts and times calls for Prometheus, and [`Telemetry`]
//! writes logs
//! and exports spans to an OpenTelemetry collector. [`propagate`] forwards the trace context to other servers.

mod propagation;
mod tracing_layer;
mod metrics_layer;
mod call_observer;
mod metrics;
mod telemetry;

pub use metrics::Metrics;
pub use propagation::propagate;
pub use telemetry::{LogFormat, Telemetry, TelemetryError, TelemetryGuard};
pub use tracing_layer::TracingLayer;
