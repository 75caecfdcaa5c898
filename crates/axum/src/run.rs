//! From a transport into the funnel: how long a call may take, and what becomes of it when its client leaves.

use std::{future::Future, sync::Arc, time::Instant};

use futures_util::future::{BoxFuture, Either, FutureExt, poll_immediate};
use isotype_core::{Call, Code, ErrorResponse, ProcedureKind, RawInput, ResolvedProcedure, ResponseResult};
use isotype_protocol::is_within_depth;
use tokio::time::timeout_at;
use tokio_util::task::TaskTracker;

use crate::routes::Endpoint;

/// Calls a procedure. Dropping the future drops the call, but for a mutation, which then runs to its end.
pub(crate) fn call<S: Send + Sync + 'static>(
    endpoint: &Endpoint<S>,
    procedure: ResolvedProcedure<S>,
    mut call: Call<S>,
) -> impl Future<Output = ResponseResult> + Send + use<S> {
    let stays = procedure.kind() == Some(ProcedureKind::Mutation) && !procedure.options().cancel_on_disconnect;
    let deadline = call.ctx.deadline().map(|at| (at, procedure.name().clone()));
    call.input = check_depth(call.input, endpoint.limits.json_depth);
    let reply = procedure.run(call);
    let reply = match deadline {
        None => Either::Left(reply),
        Some((at, name)) => Either::Right(with_deadline(Some(at), name, reply.boxed()).boxed()),
    };
    if stays { Either::Right(run_to_completion(reply, endpoint.drain.tasks().clone())) } else { Either::Left(reply) }
}

/// Drops at its deadline what a caller waits for.
pub(crate) async fn with_deadline<T>(
    deadline: Option<Instant>,
    name: Arc<str>,
    reply: BoxFuture<'static, Result<T, ErrorResponse>>,
) -> Result<T, ErrorResponse> {
    match deadline {
        None => reply.await,
        Some(at) => timeout_at(at.into(), reply).await.unwrap_or_else(|_| Err(deadline_exceeded(&name))),
    }
}

/// What is said at the deadline.
pub(crate) fn deadline_exceeded(name: &str) -> ErrorResponse {
    ErrorResponse::new(Code::Timeout, "The call took longer than its caller waits").with_path(name)
}

/// Runs on where it is while its client waits, and in a task of its own from when it has to wait itself.
fn run_to_completion(
    reply: impl Future<Output = ResponseResult> + Send + 'static,
    running: TaskTracker,
) -> BoxFuture<'static, ResponseResult> {
    let mut reply = reply.boxed();
    let whole = async move {
        match poll_immediate(&mut reply).await {
            Some(reply) => reply,
            None => running.spawn(reply).await.unwrap_or_else(|error| {
                tracing::error!(%error, "a mutation's task ended");
                Err(ErrorResponse::new(Code::InternalServerError, "Internal server error"))
            }),
        }
    };
    whole.boxed()
}

/// Deeper JSON than is allowed is input that cannot be read. At 128 serde_json itself gives up.
fn check_depth(input: RawInput, depth: usize) -> RawInput {
    match input {
        RawInput::Json(json) if depth < 128 && !is_within_depth(&json, depth) => {
            let message = format!("invalid input: JSON that is nested deeper than {depth} levels");
            RawInput::Failed(ErrorResponse::new(Code::BadRequest, message))
        }
        input => input,
    }
}
