//! Where spans and events go: lines of text or JSON, and a collector.

use std::io::{self, IsTerminal};

use opentelemetry::trace::TracerProvider;
use opentelemetry_sdk::trace::SdkTracerProvider;
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

/// Whose traces show what goes over the wire, and so all that is secret in it.
const TRANSPORT_CRATES: [&str; 7] =
    ["h2", "hyper", "hyper_util", "reqwest", "rustls", "tokio_tungstenite", "tungstenite"];

/// How a line of the log looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LogFormat {
    /// Text where a person looks on, JSON elsewhere.
    #[default]
    Auto,
    /// Text.
    Text,
    /// One JSON object a line, with the fields of the call that it is about.
    Json,
}

/// What of a program's spans and events is written, and how; to standard error.
///
/// What goes over the wire is never written, whatever the filter says: the traces of the HTTP and WebSocket libraries are left out. What
/// else is secret does not print itself: [`Sensitive`](isotype_core::Sensitive), connection params, the values of a request's headers.
///
/// The filter is for events. Each call's span is there whatever it says, for the lines that belong to it, and for a collector.
///
/// With the feature `otlp`, spans also go to the collector that `OTEL_EXPORTER_OTLP_ENDPOINT` names, as OpenTelemetry's other variables
/// say: `OTEL_SERVICE_NAME`, `OTEL_TRACES_SAMPLER`, `OTEL_EXPORTER_OTLP_HEADERS`. They go by plain HTTP, to a collector that is nearby; that it
/// does not answer is logged.
///
/// # Example
///
/// ```
/// use isotype_observe::{Format, Telemetry};
///
/// # fn main() -> Result<(), isotype_observe::TelemetryError> {
/// let running = Telemetry::new("board").filter("info,board=debug").format(Format::Json).start()?;
/// tracing::info!("hello");
/// drop(running); // what is not yet exported is exported now
/// assert!(Telemetry::new("board").filter("board=loud").start().is_err()); // refuses: there is no such level
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
#[must_use = "nothing is written before it is started"]
pub struct Telemetry {
    #[cfg_attr(not(feature = "otlp"), expect(dead_code, reason = "it is said to a collector"))]
    service: String,
    filter: String,
    format: LogFormat,
}

/// Why there is no log.
#[derive(Debug, thiserror::Error)]
pub enum TelemetryError {
    /// The filter is none.
    #[error("{0:?} is no filter of logs, such as \"info,board=debug\": {1}")]
    InvalidFilter(String, #[source] ParseError),
    /// Spans cannot be exported.
    #[error("spans cannot be exported: {0}")]
    Export(String),
    /// Another one was started before.
    #[error("the log is started already: {0}")]
    AlreadyInitialized(#[from] TryInitError),
}

/// Exports what is left when it is dropped, at the end of a program.
#[derive(Debug)]
#[must_use = "dropped at once, it exports nothing"]
pub struct TelemetryGuard(Option<SdkTracerProvider>);

impl Telemetry {
    /// Of everything that is at least informative. `service` is what a collector knows the program by, unless the environment says so.
    pub fn new(service: &str) -> Telemetry {
        Telemetry { service: service.to_owned(), filter: "info".to_owned(), format: LogFormat::Auto }
    }

    /// What is written, as in `info,board=debug`: a level, and others for parts of the program. Default: `info`.
    pub fn filter(mut self, filter: &str) -> Self {
        filter.clone_into(&mut self.filter);
        self
    }

    /// How it looks. Default: [`Format::Auto`].
    pub fn format(mut self, format: LogFormat) -> Self {
        self.format = format;
        self
    }

    /// Whether the filter is one.
    ///
    /// # Errors
    ///
    /// [`TelemetryError::Filter`] where it is not.
    pub fn check_filter(&self) -> Result<(), TelemetryError> {
        self.parse_filter().map(drop)
    }

    fn parse_filter(&self) -> Result<EnvFilter, TelemetryError> {
        EnvFilter::try_new(&self.filter).map_err(|error| TelemetryError::InvalidFilter(self.filter.clone(), error))
    }

    /// Begins to write, for the rest of the program.
    ///
    /// # Errors
    ///
    /// When the filter is none, spans cannot be exported, or it was done before.
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
        let is_watched = io::stderr().is_terminal();
        let lines = fmt::layer().with_writer(io::stderr).with_ansi(is_watched);
        match self.format {
            LogFormat::Json => lines.json().flatten_event(true).with_span_list(false).boxed(),
            LogFormat::Auto if !is_watched => lines.json().flatten_event(true).with_span_list(false).boxed(),
            LogFormat::Text | LogFormat::Auto => lines.boxed(),
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

        let is_named = |variable| var_os(variable).is_some_and(|value| !value.is_empty());
        if !is_named(OTEL_EXPORTER_OTLP_TRACES_ENDPOINT) && !is_named(OTEL_EXPORTER_OTLP_ENDPOINT) {
            return Ok(None);
        }
        let asked = [OTEL_EXPORTER_OTLP_TRACES_ENDPOINT, OTEL_EXPORTER_OTLP_ENDPOINT].map(|name| (name, var(name)));
        if let Some((name, _)) = asked.iter().find(|(_, at)| at.as_ref().is_ok_and(|at| at.starts_with("https:"))) {
            return Err(TelemetryError::Export(format!(
                "{name} asks for HTTPS, and they go to a collector nearby by plain HTTP"
            )));
        }
        let exporter = SpanExporter::builder().with_http().build();
        let exporter = exporter.map_err(|error| TelemetryError::Export(error.to_string()))?;
        let resource = match is_named("OTEL_SERVICE_NAME") {
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
            tracing::warn!(%error, "the last spans were not exported");
        }
    }
}

fn is_call_span(metadata: &Metadata<'_>) -> bool {
    metadata.is_span() && metadata.target() == CALL_SPAN_TARGET
}

fn is_not_transport_trace(metadata: &Metadata<'_>) -> bool {
    let of = metadata.target().split("::").next().unwrap_or_default();
    *metadata.level() < Level::TRACE || !TRANSPORT_CRATES.contains(&of)
}
