//! Of which trace a call is a part: in from its caller, out to whatever it calls.

use http::{HeaderMap, HeaderName, HeaderValue};
use isotype_core::Ctx;
use opentelemetry::{
    Context,
    propagation::{Extractor, Injector, TextMapPropagator},
    trace::TraceContextExt,
};
use opentelemetry_sdk::propagation::TraceContextPropagator;
use tracing::Span;
use tracing_opentelemetry::OpenTelemetrySpanExt;

/// Makes the span a part of the caller's trace, and says in the log which one that is.
pub(crate) fn set_remote_parent(span: &Span, traceparent: Option<&str>, headers: &HeaderMap) {
    if span.is_disabled() {
        return;
    }
    let mut context = None;
    if let Some(traceparent) = traceparent {
        let parent = TraceContextPropagator::new()
            .extract_with_context(&Context::new(), &IncomingContext { traceparent, headers });
        // Without a way out for spans there is nothing to be set.
        let _ = span.set_parent(parent.clone());
        context = Some(parent);
    }
    let own = span.context();
    let is_traced = |context: &Context| context.span().span_context().is_valid();
    if let Some(context) = Some(own).filter(is_traced).or(context.filter(is_traced)) {
        span.record("trace_id", tracing::field::display(context.span().span_context().trace_id()));
    }
}

/// Adds to the headers of a request that a procedure makes by which trace and which request it came about: `traceparent`, `tracestate` and
/// `x-request-id`.
///
/// Where spans are exported, the procedure's own is the parent; otherwise that of its caller is passed on as it came, as W3C Trace Context
/// asks of who takes no part (section 3.4).
///
/// # Example
///
/// ```
/// use http::HeaderMap;
/// use isotype_core::Ctx;
///
/// async fn relay(ctx: Ctx<()>, _: ()) -> usize {
///     let mut headers = HeaderMap::new();
///     isotype_observe::propagate(&ctx, &mut headers);
///     headers.len() // and off they go, by whatever client
/// }
///
/// let api = isotype_core::Router::new().query("relay", relay);
/// ```
pub fn propagate<S, A>(ctx: &Ctx<S, A>, headers: &mut HeaderMap) {
    let propagator = TraceContextPropagator::new();
    let own = Span::current().context();
    let context = match ctx.traceparent() {
        _ if own.span().span_context().is_valid() => own,
        Some(traceparent) => {
            propagator.extract_with_context(&Context::new(), &IncomingContext { traceparent, headers: ctx.headers() })
        }
        None => own,
    };
    propagator.inject_context(&context, &mut OutgoingHeaders(headers));
    OutgoingHeaders(headers).set("x-request-id", ctx.request_id().to_owned());
}

/// What a caller says.
struct IncomingContext<'a> {
    traceparent: &'a str,
    headers: &'a HeaderMap,
}

impl Extractor for IncomingContext<'_> {
    fn get(&self, key: &str) -> Option<&str> {
        match key {
            "traceparent" => Some(self.traceparent),
            key => self.headers.get(key)?.to_str().ok(),
        }
    }

    fn keys(&self) -> Vec<&str> {
        self.headers.keys().map(HeaderName::as_str).collect()
    }
}

/// What is said to another server.
struct OutgoingHeaders<'a>(&'a mut HeaderMap);

impl Injector for OutgoingHeaders<'_> {
    fn set(&mut self, key: &str, value: String) {
        if let (Ok(name), Ok(value)) = (HeaderName::try_from(key), HeaderValue::try_from(value)) {
            self.0.insert(name, value);
        }
    }
}
