//! What one can see of a running server: a span and measurements for each call, logs, and their way out.
//!
//! The modules stand in the order in which a call meets them.

mod parent;
mod traced;
mod metered;
mod followed;
mod metrics;
mod logs;

pub use logs::{LogFormat, Telemetry, TelemetryError, TelemetryGuard};
pub use metrics::Metrics;
pub use parent::propagate;
pub use traced::TracingLayer;
