//! From a transport into the funnel: how long a call may take, and what becomes of it when its client leaves.

use std::{future::Future, sync::Arc, time::Instant};

use futures_util::future::{BoxFuture, Either, FutureExt, poll_immediate};
use isotype_core::{Call, Code, Failure, Kind, RawInput, Reply};
use isotype_protocol::within_depth;
use tokio::time::timeout_at;
use tokio_util::task::TaskTracker;

use crate::routes::Endpoint;

/// Calls a procedure. Dropping the future drops the call, but for a mutation, which then runs to its end.
pub(crate) fn call<S: Send + Sync + 'static>(
    endpoint: &Endpoint<S>,
    kind: Option<Kind>,
    mut call: Call<'_, S>,
) -> impl Future<Output = Reply> + Send + use<S> {
    let stays = kind == Some(Kind::Mutation) && !endpoint.api.options(call.name).cancel;
    let deadline = call.request.deadline.map(|at| (at, call.name.into()));
    call.input = bounded(call.input, endpoint.limits.depth);
    let reply = endpoint.api.call(call);
    let reply = match deadline {
        None => Either::Left(reply),
        Some((at, name)) => Either::Right(until(Some(at), name, reply.boxed()).boxed()),
    };
    if stays { Either::Right(to_its_end(reply, endpoint.drain.running().clone())) } else { Either::Left(reply) }
}

/// Drops at its deadline what a caller waits for.
pub(crate) async fn until<T>(
    deadline: Option<Instant>,
    name: Arc<str>,
    reply: BoxFuture<'static, Result<T, Failure>>,
) -> Result<T, Failure> {
    match deadline {
        None => reply.await,
        Some(at) => timeout_at(at.into(), reply).await.unwrap_or_else(|_| Err(late(&name))),
    }
}

/// What is said at the deadline.
pub(crate) fn late(name: &str) -> Failure {
    Failure::new(Code::Timeout, "The call took longer than its caller waits").at(name)
}

/// Runs on where it is while its client waits, and in a task of its own from when it has to wait itself.
fn to_its_end(reply: impl Future<Output = Reply> + Send + 'static, running: TaskTracker) -> BoxFuture<'static, Reply> {
    let mut reply = reply.boxed();
    let whole = async move {
        match poll_immediate(&mut reply).await {
            Some(reply) => reply,
            None => running.spawn(reply).await.unwrap_or_else(|error| {
                tracing::error!(%error, "a mutation's task ended");
                Err(Failure::new(Code::InternalServerError, "Internal server error"))
            }),
        }
    };
    whole.boxed()
}

/// Deeper JSON than is allowed is input that cannot be read. At 128 serde_json itself gives up.
fn bounded(input: RawInput, depth: usize) -> RawInput {
    match input {
        RawInput::Json(json) if depth < 128 && !within_depth(&json, depth) => {
            let message = format!("invalid input: JSON that is nested deeper than {depth} levels");
            RawInput::Broken(Failure::new(Code::BadRequest, message))
        }
        input => input,
    }
}
