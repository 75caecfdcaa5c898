//! Layer that records metrics for each call.

use std::{sync::Arc, time::Instant};

use futures_core::future::BoxFuture;
use isotype_core::{Call, CallResult, Code, ErrorResponse, Layer, Next, Request, Stage};

use crate::{
    Metrics,
    call_observer::{CallObserver, observe},
    metrics::{ProcedureMetrics, StreamMetrics},
};

impl<S: Send + Sync + 'static> Layer<S> for Metrics {
    fn call<'a>(&'a self, call: Call<S>, next: Next<'a, S>) -> BoxFuture<'a, CallResult> {
        let observer = CallMetrics::new(self.procedure(call.ctx.procedure_name()));
        Box::pin(observe(observer, call.ctx.deadline(), next.run(call)))
    }

    fn stage(&self) -> Stage {
        Stage::Observe
    }

    fn on_unmatched(&self, name: &str, _: &Request, response: &ErrorResponse) {
        self.procedure(name).record_end(Some(response.code));
    }
}

/// Metrics of one call in flight.
struct CallMetrics {
    procedure: Arc<ProcedureMetrics>,
    started: Instant,
    stream: Option<OpenStream>,
}

/// Metrics of an open stream.
struct OpenStream {
    metrics: Arc<StreamMetrics>,
    /// Time of the last event, if the subscriber has not polled for the next one yet.
    last_event: Option<Instant>,
}

impl CallMetrics {
    fn new(procedure: Arc<ProcedureMetrics>) -> CallMetrics {
        procedure.active_calls.inc();
        CallMetrics { procedure, started: Instant::now(), stream: None }
    }

    fn record_response(&self) {
        self.procedure.active_calls.dec();
        self.procedure.duration.observe(self.started.elapsed().as_secs_f64());
    }
}

impl CallObserver for CallMetrics {
    fn on_stream_open(&mut self) {
        self.record_response();
        let metrics = self.procedure.streams();
        metrics.active_streams.inc();
        self.stream = Some(OpenStream { metrics, last_event: None });
    }

    fn on_poll(&mut self) {
        if let Some(OpenStream { metrics, last_event }) = &mut self.stream
            && let Some(received) = last_event.take()
        {
            metrics.lag.observe(received.elapsed().as_secs_f64());
        }
    }

    fn on_event(&mut self) {
        if let Some(OpenStream { metrics, last_event }) = &mut self.stream {
            metrics.events.inc();
            *last_event = Some(Instant::now());
        }
    }

    fn on_end(&mut self, code: Option<Code>) {
        match self.stream.take() {
            Some(stream) => drop(stream.metrics.active_streams.dec()),
            None => self.record_response(),
        }
        self.procedure.record_end(code);
    }
}
