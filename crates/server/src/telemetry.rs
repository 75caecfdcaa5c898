//! Initializes telemetry from a [`ServerConfig`].

use isotype_observe::{Telemetry, TelemetryError, TelemetryGuard};

use crate::ServerConfig;

impl ServerConfig {
    /// Initializes logging, and the export of spans if the environment configures a collector.
    ///
    /// `service` is the service name reported to the collector. The `RUST_LOG` variable overrides the `log` setting.
    ///
    /// # Errors
    ///
    /// Returns [`TelemetryError`] if the log filter is malformed, the exporter is misconfigured, or logging is already
    /// initialized.
    pub fn init_telemetry(&self, service: &str) -> Result<TelemetryGuard, TelemetryError> {
        let filter = std::env::var("RUST_LOG").ok().filter(|filter| !filter.is_empty());
        Telemetry::new(service).filter(filter.as_ref().unwrap_or(&self.log)).format(self.log_format).init()
    }
}
