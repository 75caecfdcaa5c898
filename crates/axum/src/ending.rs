//! When a stream is ended by the server, for its client to come back.

use std::{
    future::Future,
    time::{Duration, SystemTime},
};

use isotype_core::Request;
use tokio::time::sleep;

use crate::routes::Endpoint;

/// Resolves when the server drains, the stream has lived for as long as it may, or what was proved no longer holds.
pub(crate) fn of_stream<S>(endpoint: &Endpoint<S>, request: &Request) -> impl Future<Output = ()> + Send + use<S> {
    let drain = endpoint.drain.clone();
    let proved = request.expires().map(left);
    let lives = match (endpoint.max_stream, proved) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (one, other) => one.or(other),
    };
    async move {
        match lives {
            Some(time) => tokio::select! { () = drain.begun() => {}, () = sleep(time) => {} },
            None => drain.begun().await,
        }
    }
}

/// The time until then.
pub(crate) fn left(until: SystemTime) -> Duration {
    until.duration_since(SystemTime::now()).unwrap_or_default()
}
