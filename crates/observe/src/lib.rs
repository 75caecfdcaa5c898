//! What one can see of a running server: a span and measurements for each call, logs, and their way out.
//!
//! The modules stand in the order in which a call meets them.

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
