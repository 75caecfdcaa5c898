//! Of which call, and so of which trace, the log tells that it failed inside.

#![allow(clippy::unwrap_used, reason = "a test ends by panicking")]

use std::{
    io,
    sync::{Arc, Mutex},
};

use http::{Extensions, HeaderMap};
use isotype_core::{Call, CallMethod, Ctx, InternalError, RawInput, Request, Router};
use isotype_observe::TracingLayer;
use tracing::{Event, Level, Subscriber};
use tracing_subscriber::{
    Layer,
    layer::{Context, SubscriberExt},
    registry::LookupSpan,
    util::SubscriberInitExt,
};

/// In which spans errors were told.
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
async fn what_failed_inside_is_told_within_its_call() {
    let errors = Errors::default();
    let _quiet = tracing_subscriber::registry().with(errors.clone()).set_default();
    let api = Arc::new(Router::new().layer(TracingLayer::new()).query("fail", fail));
    let request = Arc::new(Request::new(HeaderMap::new(), Extensions::new()));
    let (input, buffer) = (RawInput::Json("".into()), Vec::new());
    let call = Call {
        name: "fail",
        method: CallMethod::Get,
        input,
        state: Arc::new(()),
        request,
        idempotency_key: None,
        buffer,
    };
    assert!(api.call(call).await.is_err());
    assert_eq!(*errors.0.lock().unwrap(), ["call"]);
}
