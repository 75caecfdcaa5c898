//! Layer that records a span per call.

use futures_core::future::BoxFuture;
use isotype_core::{Call, CallResult, Code, ErrorResponse, Layer, Next, Request, Stage};
use tracing::{Instrument, Span, field::Empty};

use crate::{
    call_observer::{CallObserver, observe},
    propagation,
};

/// Method name that the OpenTelemetry RPC conventions prescribe for unknown procedures.
pub(crate) const OTHER: &str = "_OTHER";

/// `tracing` target of call spans.
pub(crate) const CALL_SPAN_TARGET: &str = module_path!();

/// Layer that records a [`tracing`] span for each call.
///
/// The span of a stream stays open until the stream ends. Each call in a batch has its own span.
///
/// Attributes follow the OpenTelemetry semantic conventions 1.45 for RPC:
///
/// | attribute | value |
/// |---|---|
/// | `rpc.system.name` | `trpc` |
/// | `rpc.method` | procedure name, or `_OTHER` if no such procedure exists |
/// | `rpc.response.status_code` | `OK`, or the error code |
/// | `error.type` | error code, if the server is at fault |
/// | `trpc.procedure.type` | `query`, `mutation` or `subscription` |
/// | `request_id` | request id, as in the `x-request-id` response header |
/// | `trace_id` | trace id |
///
/// The span joins the caller's trace if the caller sent a `traceparent` in a header, a connection param or a socket
/// message. See `docs/protocol.md#tracing`.
///
/// # Example
///
/// ```
/// use isotype_core::{Ctx, Router};
/// use isotype_observe::TracingLayer;
///
/// async fn ping(_: Ctx<()>, _: ()) -> String {
///     "pong".to_owned()
/// }
///
/// let api = Router::new().layer(TracingLayer::new()).query("ping", ping);
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct TracingLayer(());

impl TracingLayer {
    /// Creates the layer.
    pub fn new() -> TracingLayer {
        TracingLayer(())
    }
}

impl<S: Send + Sync + 'static> Layer<S> for TracingLayer {
    fn call<'a>(&'a self, call: Call<S>, next: Next<'a, S>) -> BoxFuture<'a, CallResult> {
        let (ctx, kind) = (&call.ctx, call.kind());
        let span = tracing::info_span!(
            "call",
            otel.name = ctx.procedure_name(),
            otel.kind = "server",
            otel.status_code = Empty,
            rpc.system.name = "trpc",
            rpc.method = ctx.procedure_name(),
            rpc.response.status_code = Empty,
            error.r#type = Empty,
            trpc.procedure.r#type = kind.as_str(),
            request_id = ctx.request_id(),
            trace_id = Empty,
        );
        propagation::set_remote_parent(&span, ctx.traceparent(), ctx.headers());
        let observer = SpanObserver(span.clone());
        Box::pin(observe(observer, ctx.deadline(), next.run(call)).instrument(span))
    }

    fn stage(&self) -> Stage {
        Stage::Observe
    }

    fn on_unmatched(&self, name: &str, request: &Request, response: &ErrorResponse) {
        let span = tracing::info_span!(
            "call",
            otel.name = OTHER,
            otel.kind = "server",
            rpc.system.name = "trpc",
            rpc.method = OTHER,
            rpc.method_original = name,
            rpc.response.status_code = response.code.as_str(),
            request_id = request.id(),
            trace_id = Empty,
        );
        propagation::set_remote_parent(&span, request.traceparent(), request.headers());
        span.in_scope(|| tracing::debug!("no such procedure"));
    }
}

struct SpanObserver(Span);

impl CallObserver for SpanObserver {
    fn around_poll<R>(&mut self, poll: impl FnOnce() -> R) -> R {
        self.0.in_scope(poll)
    }

    fn on_end(&mut self, code: Option<Code>) {
        let status_code = code.map_or("OK", Code::as_str);
        self.0.record("rpc.response.status_code", status_code);
        if code.is_some_and(|code| code.status() >= 500 || code == Code::Timeout) {
            self.0.record("error.type", status_code);
            self.0.record("otel.status_code", "ERROR");
        }
        self.0.in_scope(|| tracing::debug!("call ended"));
    }
}
