//! Measures calls.

use std::{sync::Arc, time::Instant};

use futures_core::future::BoxFuture;
use isotype_core::{Code, ErrorResponse, Invocation, Layer, LayerOutcome, Next, Request, Stage};

use crate::{
    Metrics,
    call_observer::{CallObserver, observe},
    metrics::{ProcedureMetrics, StreamMetrics},
};

impl<S: Send + Sync + 'static> Layer<S> for Metrics {
    fn call<'a>(&'a self, call: Invocation<S>, next: Next<'a, S>) -> BoxFuture<'a, LayerOutcome> {
        let watcher = CallMetrics::new(self.procedure(call.ctx.procedure_name()));
        Box::pin(observe(watcher, call.ctx.deadline(), next.run(call)))
    }

    fn stage(&self) -> Stage {
        Stage::Observe
    }

    fn on_unmatched(&self, name: &str, _: &Request, failure: &ErrorResponse) {
        self.procedure(name).record_end(Some(failure.code));
    }
}

/// One call that is measured.
struct CallMetrics {
    procedure: Arc<ProcedureMetrics>,
    started: Instant,
    stream: Option<OpenStream>,
}

/// What it is, once it streams.
struct OpenStream {
    counts: Arc<StreamMetrics>,
    /// When an event was handed to the reader, who has not asked for more since.
    last_event: Option<Instant>,
}

impl CallMetrics {
    fn new(procedure: Arc<ProcedureMetrics>) -> CallMetrics {
        procedure.in_flight.inc();
        CallMetrics { procedure, started: Instant::now(), stream: None }
    }

    fn record_response(&self) {
        self.procedure.in_flight.dec();
        self.procedure.duration.observe(self.started.elapsed().as_secs_f64());
    }
}

impl CallObserver for CallMetrics {
    fn on_stream_open(&mut self) {
        self.record_response();
        let counts = self.procedure.streams();
        counts.open.inc();
        self.stream = Some(OpenStream { counts, last_event: None });
    }

    fn on_poll(&mut self) {
        if let Some(OpenStream { counts, last_event: came }) = &mut self.stream
            && let Some(came) = came.take()
        {
            counts.lag.observe(came.elapsed().as_secs_f64());
        }
    }

    fn on_event(&mut self) {
        if let Some(OpenStream { counts, last_event: came }) = &mut self.stream {
            counts.events.inc();
            *came = Some(Instant::now());
        }
    }

    fn on_end(&mut self, code: Option<Code>) {
        match self.stream.take() {
            Some(stream) => drop(stream.counts.open.dec()),
            None => self.record_response(),
        }
        self.procedure.record_end(code);
    }
}
