//! Tests that internal errors are logged within the call span.

#![allow(clippy::unwrap_used, reason = "a panic fails the test")]

use std::{
    io,
    sync::{Arc, Mutex},
};

use http::{Extensions, HeaderMap};
use isotype_core::{CallMethod, Ctx, InternalError, Request, Router};
use isotype_observe::TracingLayer;
use tracing::{Event, Level, Subscriber};
use tracing_subscriber::{
    Layer,
    layer::{Context, SubscriberExt},
    registry::LookupSpan,
    util::SubscriberInitExt,
};

/// Layer that records the enclosing spans of each ERROR event.
#[derive(Clone, Default)]
struct Errors(Arc<Mutex<Vec<String>>>);

impl<S: Subscriber + for<'a> LookupSpan<'a>> Layer<S> for Errors {
    fn on_event(&self, event: &Event<'_>, context: Context<'_, S>) {
        if *event.metadata().level() == Level::ERROR {
            let spans = context.event_scope(event).into_iter().flatten().map(|span| span.name());
            self.0.lock().unwrap().push(spans.collect::<Vec<_>>().join(" in "));
        }
    }
}

async fn fail(_: Ctx<()>, _: ()) -> Result<(), InternalError> {
    Err(io::Error::other("the disk is gone"))?
}

#[tokio::test]
async fn logs_internal_error_within_call_span() {
    let errors = Errors::default();
    let _subscriber = tracing_subscriber::registry().with(errors.clone()).set_default();
    let api = Arc::new(Router::new().layer(TracingLayer::new()).query("fail", fail));
    let request = Arc::new(Request::new(HeaderMap::new(), Extensions::new()));
    let procedure = api.resolve("fail");
    let call = procedure.call(CallMethod::Get, Arc::new(()), request);
    assert!(procedure.run(call).await.is_err());
    assert_eq!(*errors.0.lock().unwrap(), ["call"]);
}
