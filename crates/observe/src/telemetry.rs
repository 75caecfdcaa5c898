//! Log output and span export.

use std::io::{self, IsTerminal};

use opentelemetry::trace::TracerProvider;
use opentelemetry_sdk::trace::SdkTracerProvider;
use serde::Deserialize;
use tracing::{Level, Metadata, Subscriber};
use tracing_subscriber::{
    EnvFilter, Layer,
    filter::{FilterExt, ParseError, filter_fn},
    fmt,
    layer::SubscriberExt,
    registry::LookupSpan,
    util::{SubscriberInitExt, TryInitError},
};

use crate::tracing_layer::CALL_SPAN_TARGET;

/// Crates whose TRACE events contain request and response bytes, which may include secrets.
const TRANSPORT_CRATES: [&str; 7] =
    ["h2", "hyper", "hyper_util", "reqwest", "rustls", "tokio_tungstenite", "tungstenite"];

/// Log format, written `auto`, `text` or `json` in configuration files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum LogFormat {
    /// Text if stderr is a terminal, JSON otherwise.
    #[default]
    Auto,
    /// Human-readable text.
    Text,
    /// One JSON object per line, including the attributes of the call span.
    Json,
}

/// Builder that sets up logging to stderr and span export.
///
/// The filter applies to events only. Call spans are always recorded, because log lines and the collector refer to
/// them.
///
/// Request and response bytes are never logged: TRACE events from the HTTP and WebSocket crates are discarded
/// regardless of the filter. The `Debug` output of [`Sensitive`](isotype_core::Sensitive) values, connection params and
/// header values is redacted.
///
/// With the feature `otlp`, spans are exported to the collector at `OTEL_EXPORTER_OTLP_ENDPOINT`, over plain HTTP.
/// Other
/// OpenTelemetry variables apply too, such as `OTEL_SERVICE_NAME`, `OTEL_TRACES_SAMPLER` and
/// `OTEL_EXPORTER_OTLP_HEADERS`. Failed
/// exports are logged.
///
/// # Example
///
/// ```
/// use isotype_observe::{LogFormat, Telemetry};
///
/// fn main() -> Result<(), isotype_observe::TelemetryError> {
///     let _telemetry = Telemetry::new("board").filter("info,board=debug").format(LogFormat::Json).init()?;
///     tracing::info!("started");
///     Ok(())
/// }
/// ```
#[derive(Clone, Debug)]
#[must_use = "nothing is logged before `init`"]
pub struct Telemetry {
    #[cfg_attr(not(feature = "otlp"), expect(dead_code, reason = "only the collector needs it"))]
    service: String,
    filter: String,
    format: LogFormat,
}

/// Error returned when initializing telemetry fails.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TelemetryError {
    /// The filter is malformed.
    #[error("malformed log filter {0:?}: expected directives such as \"info,board=debug\": {1}")]
    InvalidFilter(String, #[source] ParseError),
    /// The span exporter is misconfigured.
    #[error("cannot export spans: {0}")]
    Export(String),
    /// A global `tracing` subscriber is already set.
    #[error("logging is already initialized: {0}")]
    AlreadyInitialized(#[from] TryInitError),
}

/// Guard that exports the remaining spans when it is dropped. Keep it alive until the end of `main`.
#[derive(Debug)]
#[must_use = "dropping the guard stops the export of spans"]
pub struct TelemetryGuard(Option<SdkTracerProvider>);

impl Telemetry {
    /// Creates a builder. `service` is the service name reported to the collector unless `OTEL_SERVICE_NAME` is set.
    pub fn new(service: &str) -> Telemetry {
        Telemetry { service: service.to_owned(), filter: "info".to_owned(), format: LogFormat::Auto }
    }

    /// Sets the log filter: a level, optionally followed by per-target levels, such as `info,board=debug`. Default:
    /// `info`.
    pub fn filter(mut self, filter: &str) -> Self {
        filter.clone_into(&mut self.filter);
        self
    }

    /// Sets the log format. Default: [`LogFormat::Auto`].
    pub fn format(mut self, format: LogFormat) -> Self {
        self.format = format;
        self
    }

    /// Validates the filter without initializing anything.
    ///
    /// # Errors
    ///
    /// Returns [`TelemetryError::InvalidFilter`] if the filter is malformed.
    ///
    /// # Example
    ///
    /// ```
    /// use isotype_observe::Telemetry;
    ///
    /// assert!(Telemetry::new("board").filter("info,board=debug").check_filter().is_ok());
    /// assert!(Telemetry::new("board").filter("board=loud").check_filter().is_err()); // no such level
    /// ```
    pub fn check_filter(&self) -> Result<(), TelemetryError> {
        self.parse_filter().map(drop)
    }

    fn parse_filter(&self) -> Result<EnvFilter, TelemetryError> {
        EnvFilter::try_new(&self.filter).map_err(|error| TelemetryError::InvalidFilter(self.filter.clone(), error))
    }

    /// Installs the global `tracing` subscriber.
    ///
    /// # Errors
    ///
    /// Returns [`TelemetryError`] if the filter is malformed, the exporter is misconfigured, or a global subscriber is
    /// already set.
    pub fn init(self) -> Result<TelemetryGuard, TelemetryError> {
        let calls = filter_fn(is_call_span).with_max_level_hint(Level::INFO);
        let others = filter_fn(is_not_transport_trace).with_max_level_hint(Level::TRACE);
        let filter = self.parse_filter()?.or(calls).and(others);
        let provider = self.provider()?;
        let exported = provider.as_ref().map(|provider| {
            tracing_opentelemetry::layer()
                .with_tracer(provider.tracer("isotype"))
                .with_location(false)
                .with_threads(false)
                .with_tracked_inactivity(false)
        });
        tracing_subscriber::registry().with(self.fmt_layer().and_then(exported).with_filter(filter)).try_init()?;
        Ok(TelemetryGuard(provider))
    }

    fn fmt_layer<S: Subscriber + for<'a> LookupSpan<'a> + Send + Sync>(&self) -> Box<dyn Layer<S> + Send + Sync> {
        let is_terminal = io::stderr().is_terminal();
        let layer = fmt::layer().with_writer(io::stderr).with_ansi(is_terminal);
        match self.format {
            LogFormat::Json => layer.json().flatten_event(true).with_span_list(false).boxed(),
            LogFormat::Auto if !is_terminal => layer.json().flatten_event(true).with_span_list(false).boxed(),
            LogFormat::Text | LogFormat::Auto => layer.boxed(),
        }
    }

    #[cfg(not(feature = "otlp"))]
    fn provider(&self) -> Result<Option<SdkTracerProvider>, TelemetryError> {
        Ok(None)
    }

    #[cfg(feature = "otlp")]
    fn provider(&self) -> Result<Option<SdkTracerProvider>, TelemetryError> {
        use std::env::{var, var_os};

        use opentelemetry_otlp::{OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_EXPORTER_OTLP_TRACES_ENDPOINT, SpanExporter};
        use opentelemetry_sdk::Resource;

        let is_set = |variable| var_os(variable).is_some_and(|value| !value.is_empty());
        if !is_set(OTEL_EXPORTER_OTLP_TRACES_ENDPOINT) && !is_set(OTEL_EXPORTER_OTLP_ENDPOINT) {
            return Ok(None);
        }
        let endpoints = [OTEL_EXPORTER_OTLP_TRACES_ENDPOINT, OTEL_EXPORTER_OTLP_ENDPOINT].map(|name| (name, var(name)));
        if let Some((name, _)) =
            endpoints.iter().find(|(_, url)| url.as_ref().is_ok_and(|url| url.starts_with("https:")))
        {
            return Err(TelemetryError::Export(format!(
                "{name} is an https URL, but only plain HTTP is supported; use a collector on the same host or network"
            )));
        }
        let exporter = SpanExporter::builder().with_http().build();
        let exporter = exporter.map_err(|error| TelemetryError::Export(error.to_string()))?;
        let resource = match is_set("OTEL_SERVICE_NAME") {
            true => Resource::builder(),
            false => Resource::builder().with_service_name(self.service.clone()),
        };
        let provider = SdkTracerProvider::builder().with_batch_exporter(exporter).with_resource(resource.build());
        Ok(Some(provider.build()))
    }
}

impl Drop for TelemetryGuard {
    fn drop(&mut self) {
        if let Some(Err(error)) = self.0.as_ref().map(SdkTracerProvider::shutdown) {
            tracing::warn!(%error, "cannot export the remaining spans");
        }
    }
}

fn is_call_span(metadata: &Metadata<'_>) -> bool {
    metadata.is_span() && metadata.target() == CALL_SPAN_TARGET
}

fn is_not_transport_trace(metadata: &Metadata<'_>) -> bool {
    let name = metadata.target().split("::").next().unwrap_or_default();
    *metadata.level() < Level::TRACE || !TRANSPORT_CRATES.contains(&name)
}
