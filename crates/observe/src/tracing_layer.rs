//! A span for each call, by OpenTelemetry's conventions for remote procedure calls.

use futures_core::future::BoxFuture;
use isotype_core::{Code, ErrorResponse, Invocation, Layer, LayerOutcome, Next, Request, Stage};
use tracing::{Instrument, Span, field::Empty};

use crate::{
    call_observer::{CallObserver, observe},
    propagation,
};

/// What the conventions call a method that nobody knows.
pub(crate) const OTHER: &str = "_OTHER";

/// The target of the spans.
pub(crate) const CALL_SPAN_TARGET: &str = module_path!();

/// Puts each call into a span of its own, from its first layer to its end; that of a stream lives as long as the stream.
///
/// The span's attributes are those of OpenTelemetry's semantic conventions 1.45 (RPC): `rpc.system.name`, `rpc.method`,
/// `rpc.response.status_code`, and `error.type` where the server is to blame. It has the `request_id` of the answer, and is part of the
/// trace that the caller names by `traceparent`: a header, for a socket or an `EventSource` a connection param, or a member of a message's
/// `params`. All calls of a batch are parts of one trace, each with a span of its own.
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
    /// The layer.
    pub fn new() -> TracingLayer {
        TracingLayer(())
    }
}

impl<S: Send + Sync + 'static> Layer<S> for TracingLayer {
    fn call<'a>(&'a self, call: Invocation<S>, next: Next<'a, S>) -> BoxFuture<'a, LayerOutcome> {
        let Invocation { ctx, kind, .. } = &call;
        let span = tracing::info_span!(
            "call",
            otel.name = ctx.procedure_name(),
            otel.kind = "server",
            otel.status_code = Empty,
            rpc.system.name = "trpc",
            rpc.method = ctx.procedure_name(),
            rpc.response.status_code = Empty,
            error.r#type = Empty,
            kind = kind.as_str(),
            request_id = ctx.request_id(),
            trace_id = Empty,
        );
        propagation::set_remote_parent(&span, ctx.traceparent(), ctx.headers());
        let watcher = SpanObserver(span.clone());
        Box::pin(observe(watcher, ctx.deadline(), next.run(call)).instrument(span))
    }

    fn stage(&self) -> Stage {
        Stage::Observe
    }

    fn on_unmatched(&self, name: &str, request: &Request, failure: &ErrorResponse) {
        let span = tracing::info_span!(
            "call",
            otel.name = OTHER,
            otel.kind = "server",
            rpc.system.name = "trpc",
            rpc.method = OTHER,
            rpc.method_original = name,
            rpc.response.status_code = failure.code.as_str(),
            request_id = request.id(),
            trace_id = Empty,
        );
        propagation::set_remote_parent(&span, request.traceparent(), request.headers());
        span.in_scope(|| tracing::debug!("the call came to no procedure"));
    }
}

struct SpanObserver(Span);

impl CallObserver for SpanObserver {
    fn around_poll<R>(&mut self, poll: impl FnOnce() -> R) -> R {
        self.0.in_scope(poll)
    }

    fn on_end(&mut self, code: Option<Code>) {
        let text = code.map_or("OK", Code::as_str);
        self.0.record("rpc.response.status_code", text);
        if code.is_some_and(|code| code.status() >= 500 || code == Code::Timeout) {
            self.0.record("error.type", text);
            self.0.record("otel.status_code", "ERROR");
        }
        self.0.in_scope(|| tracing::debug!("the call ended"));
    }
}
