//! Measures calls.

use std::{sync::Arc, time::Instant};

use futures_core::future::BoxFuture;
use isotype_core::{Code, Failure, Invocation, Layer, LayerOutcome, Next, Request, Stage};

use crate::{
    Metrics,
    followed::{Watcher, followed},
    metrics::{Procedure, Streams},
};

impl<S: Send + Sync + 'static> Layer<S> for Metrics {
    fn call<'a>(&'a self, call: Invocation<S>, next: Next<'a, S>) -> BoxFuture<'a, LayerOutcome> {
        let watcher = Metered::new(self.of(call.ctx.name()));
        Box::pin(followed(watcher, call.ctx.deadline(), next.run(call)))
    }

    fn stage(&self) -> Stage {
        Stage::Observe
    }

    fn missed(&self, name: &str, _: &Request, failure: &Failure) {
        self.of(name).ended(Some(failure.code));
    }
}

/// One call that is measured.
struct Metered {
    procedure: Arc<Procedure>,
    begun: Instant,
    stream: Option<Stream>,
}

/// What it is, once it streams.
struct Stream {
    counts: Arc<Streams>,
    /// When an event was handed to the reader, who has not asked for more since.
    came: Option<Instant>,
}

impl Metered {
    fn new(procedure: Arc<Procedure>) -> Metered {
        procedure.in_flight.inc();
        Metered { procedure, begun: Instant::now(), stream: None }
    }

    fn answered(&self) {
        self.procedure.in_flight.dec();
        self.procedure.duration.observe(self.begun.elapsed().as_secs_f64());
    }
}

impl Watcher for Metered {
    fn opened(&mut self) {
        self.answered();
        let counts = self.procedure.streams();
        counts.open.inc();
        self.stream = Some(Stream { counts, came: None });
    }

    fn asked(&mut self) {
        if let Some(Stream { counts, came }) = &mut self.stream
            && let Some(came) = came.take()
        {
            counts.lag.observe(came.elapsed().as_secs_f64());
        }
    }

    fn came(&mut self) {
        if let Some(Stream { counts, came }) = &mut self.stream {
            counts.events.inc();
            *came = Some(Instant::now());
        }
    }

    fn ended(&mut self, code: Option<Code>) {
        match self.stream.take() {
            Some(stream) => drop(stream.counts.open.dec()),
            None => self.answered(),
        }
        self.procedure.ended(code);
    }
}
