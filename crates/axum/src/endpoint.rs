//! State and settings of an API, shared by all of its requests.

use std::{sync::Arc, time::Duration};

use isotype_core::{BackpressureMetrics, ProcedureKind, Router};
use isotype_protocol::Limits;

use crate::drain::Drain;

/// API together with its state and settings.
pub(crate) struct Endpoint<S> {
    pub(crate) api: Arc<Router<S>>,
    pub(crate) state: Arc<S>,
    pub(crate) limits: Limits,
    /// Keep-alive interval of idle SSE subscriptions and JSON Lines responses.
    pub(crate) keep_alive_interval: Duration,
    pub(crate) body_idle_timeout: Duration,
    /// Maximum duration of an SSE subscription.
    pub(crate) max_stream_duration: Option<Duration>,
    /// Number of chunks after which an SSE subscription ends.
    pub(crate) max_stream_chunks: usize,
    pub(crate) drain: Drain,
    /// If `true`, queries and subscriptions can also be called with POST.
    pub(crate) method_override: bool,
    pub(crate) allowed_origins: Vec<String>,
    pub(crate) backpressure_metrics: BackpressureMetrics,
    pub(crate) websocket_timeouts: WebSocketTimeouts,
}

impl<S: Send + Sync + 'static> Endpoint<S> {
    /// Creates an endpoint with default settings.
    pub(crate) fn new(api: Router<S>, state: S) -> Endpoint<S> {
        Endpoint {
            api: Arc::new(api),
            state: Arc::new(state),
            limits: Limits::default(),
            keep_alive_interval: Duration::from_secs(10),
            body_idle_timeout: Duration::from_secs(30),
            max_stream_duration: None,
            max_stream_chunks: usize::MAX,
            drain: Drain::default(),
            method_override: false,
            allowed_origins: Vec::new(),
            backpressure_metrics: BackpressureMetrics::default(),
            websocket_timeouts: WebSocketTimeouts::default(),
        }
    }
}

impl<S> Endpoint<S> {
    /// Returns the `Allow` header value for a procedure of the given kind.
    pub(crate) fn allowed_methods(&self, kind: Option<ProcedureKind>) -> &'static str {
        match kind {
            Some(ProcedureKind::Mutation) => "POST",
            _ if self.method_override => "GET, POST",
            _ => "GET",
        }
    }
}

/// WebSocket timeouts.
#[derive(Clone, Copy, Debug)]
pub(crate) struct WebSocketTimeouts {
    /// Time without a message from the client after which the server sends a ping.
    pub(crate) ping_interval: Duration,
    /// Time the client has to send a message after a ping.
    pub(crate) pong_timeout: Duration,
    /// Time without calls, subscriptions or events after which the server closes the socket.
    pub(crate) idle_timeout: Duration,
}

impl Default for WebSocketTimeouts {
    fn default() -> Self {
        WebSocketTimeouts {
            ping_interval: Duration::from_secs(30),
            pong_timeout: Duration::from_secs(5),
            idle_timeout: Duration::from_secs(10 * 60),
        }
    }
}
