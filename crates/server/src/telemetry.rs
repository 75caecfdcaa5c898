//! The log, as the settings say.

use isotype_observe::{LogFormat, Telemetry, TelemetryError, TelemetryGuard};
use serde::Deserialize;

use crate::ServerConfig;

/// How the lines of the log look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lines {
    /// Text where a person looks on, JSON elsewhere.
    #[default]
    Auto,
    /// Text.
    Text,
    /// One JSON object a line.
    Json,
}

impl ServerConfig {
    /// Starts the log, and the export of spans where the environment names a collector; `service` is what that knows the program by.
    /// `RUST_LOG` goes before the setting.
    ///
    /// # Errors
    ///
    /// When the setting `log` is no filter, spans cannot be exported, or a log was started before.
    pub fn init_telemetry(&self, service: &str) -> Result<TelemetryGuard, TelemetryError> {
        let format = match self.log_format {
            Lines::Auto => LogFormat::Auto,
            Lines::Text => LogFormat::Text,
            Lines::Json => LogFormat::Json,
        };
        let filter = std::env::var("RUST_LOG").ok().filter(|filter| !filter.is_empty());
        Telemetry::new(service).filter(filter.as_ref().unwrap_or(&self.log)).format(format).init()
    }
}
