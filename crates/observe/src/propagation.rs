//! Propagation of W3C Trace Context from the caller to the call, and from the call to other servers.

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

/// Sets the caller's span as the parent of `span` and records the trace id.
pub(crate) fn set_remote_parent(span: &Span, traceparent: Option<&str>, headers: &HeaderMap) {
    if span.is_disabled() {
        return;
    }
    let mut context = None;
    if let Some(traceparent) = traceparent {
        let parent = TraceContextPropagator::new()
            .extract_with_context(&Context::new(), &IncomingContext { traceparent, headers });
        // This fails if spans are not exported, in which case the parent does not matter.
        let _ = span.set_parent(parent.clone());
        context = Some(parent);
    }
    let own = span.context();
    let is_traced = |context: &Context| context.span().span_context().is_valid();
    if let Some(context) = Some(own).filter(is_traced).or(context.filter(is_traced)) {
        span.record("trace_id", tracing::field::display(context.span().span_context().trace_id()));
    }
}

/// Inserts `traceparent`, `tracestate` and `x-request-id` into the headers of an outgoing request.
///
/// If spans are exported, the current span becomes the parent of the request. Otherwise the caller's trace context is
/// forwarded unchanged ([W3C Trace Context, section
/// 3.4](https://www.w3.org/TR/trace-context/#mutating-the-traceparent-field)).
///
/// # Example
///
/// ```
/// use http::HeaderMap;
/// use isotype_core::Ctx;
///
/// async fn forecast(ctx: Ctx<()>, city: String) -> Result<String, isotype_core::InternalError> {
///     let mut headers = HeaderMap::new();
///     isotype_observe::propagate(&ctx, &mut headers);
///     fetch_forecast(&city, headers).await
/// }
/// # async fn fetch_forecast(_: &str, _: HeaderMap) -> Result<String, isotype_core::InternalError> { Ok(String::new()) }
///
/// let api = isotype_core::Router::new().query("forecast", forecast);
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

/// Trace context of the incoming request.
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

/// Headers of the outgoing request.
struct OutgoingHeaders<'a>(&'a mut HeaderMap);

impl Injector for OutgoingHeaders<'_> {
    fn set(&mut self, key: &str, value: String) {
        if let (Ok(name), Ok(value)) = (HeaderName::try_from(key), HeaderValue::try_from(value)) {
            self.0.insert(name, value);
        }
    }
}
